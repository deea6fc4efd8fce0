/** How networks learn: examples, losses, steps and when to stop, the same bits on any machine. */
@NullMarked
package io.sensorium.model.network.learning;

import org.jspecify.annotations.NullMarked;
