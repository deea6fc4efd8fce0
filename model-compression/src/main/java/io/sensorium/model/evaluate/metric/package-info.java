/** Figures of merit of models: pure arithmetic on what was right and what a model said. */
@NullMarked
package io.sensorium.model.evaluate.metric;

import org.jspecify.annotations.NullMarked;
