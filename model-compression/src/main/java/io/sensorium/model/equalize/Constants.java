package io.sensorium.model.equalize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.quantize.LayerShape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The constants of a graph, which may be multiplied. */
final class Constants {
  private final Map<String, TensorProto> tensors = new HashMap<>();

  Constants(GraphProto graph) {
    graph.getInitializerList().forEach(t -> tensors.put(t.getName(), t));
  }

  LayerShape shape(NodeProto layer) {
    return new LayerShape(layer, tensor(layer.getInput(1)));
  }

  float[] floats(String name) {
    return Tensors.floats(tensor(name));
  }

  /** Multiplies each value with the factor of its place. */
  void multiply(String name, IntToDoubleFunction factor) {
    float[] values = floats(name);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor.applyAsDouble(i);
    }
    tensors.put(name, Tensors.floats(name, values, Tensors.dimensions(tensor(name))));
  }

  /** The graph with these constants, in their old order. */
  GraphProto in(GraphProto graph) {
    GraphProto.Builder changed = graph.toBuilder().clearInitializer();
    graph.getInitializerList().forEach(t -> changed.addInitializer(tensor(t.getName())));
    return changed.build();
  }

  private TensorProto tensor(String name) {
    TensorProto tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("no constant " + name);
    }
    return tensor;
  }
}
