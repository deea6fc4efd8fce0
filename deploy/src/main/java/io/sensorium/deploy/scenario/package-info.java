/** The simulated scenarios as material to train and examine their models with. */
@NullMarked
package io.sensorium.deploy.scenario;

import org.jspecify.annotations.NullMarked;
