/** ONNX graphs, written node by node. */
@NullMarked
package io.sensorium.model.graph;

import org.jspecify.annotations.NullMarked;
