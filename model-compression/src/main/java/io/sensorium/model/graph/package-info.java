/** ONNX graphs, written node by node and looked into. */
@NullMarked
package io.sensorium.model.graph;

import org.jspecify.annotations.NullMarked;
