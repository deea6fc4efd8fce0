/** The step graph: payloads of a moment in, what the models say of it out. */
@NullMarked
package io.sensorium.worker.graph;

import org.jspecify.annotations.NullMarked;
