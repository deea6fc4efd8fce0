/** Child processes that tests start, and kill. */
package io.sensorium.deploy.process;
