/** What the pipeline file, the model files and {@code model.yaml} together make of a step graph. */
@NullMarked
package io.sensorium.worker.plan;

import org.jspecify.annotations.NullMarked;
