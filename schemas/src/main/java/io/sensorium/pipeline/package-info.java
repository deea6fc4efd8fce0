/**
 * The pipeline file: which inputs are aligned, how, and which models run on the moment; parsed
 * once, strictly.
 */
@NullMarked
package io.sensorium.pipeline;

import org.jspecify.annotations.NullMarked;
