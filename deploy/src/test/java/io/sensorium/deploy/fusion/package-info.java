/** The fusion service on a real broker: killed, joined, far behind, and measured. */
package io.sensorium.deploy.fusion;
