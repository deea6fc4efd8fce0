/** Workers on a real broker: killed, paused, joined, and sharing one partition. */
package io.sensorium.deploy.worker;
