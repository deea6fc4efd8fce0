/** The ways to deploy, as files. */
package io.sensorium.deploy.container;
