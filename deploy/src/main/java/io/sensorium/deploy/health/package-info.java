/** Tells an orchestrator how a service is, on a port of its own. */
@NullMarked
package io.sensorium.deploy.health;

import org.jspecify.annotations.NullMarked;
