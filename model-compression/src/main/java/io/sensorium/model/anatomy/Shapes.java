package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of a graph's values, as far as they are known. */
final class Shapes {
  private final Map<String, List<Long>> shapes = new HashMap<>();

  /**
   * @param found of values that are no constants
   */
  Shapes(GraphProto graph, Map<String, List<Long>> found) {
    shapes.putAll(found);
    graph.getInitializerList().forEach(tensor -> shapes.put(tensor.getName(), dims(tensor)));
  }

  /** A value's shape; empty where it is not known. */
  Optional<List<Long>> of(String value) {
    return Optional.ofNullable(shapes.get(value));
  }

  /** How many elements a value has; empty where that is not known. */
  Optional<Long> elements(String value) {
    return of(value).map(Shapes::product);
  }

  static List<Long> dims(TensorProto tensor) {
    return List.copyOf(tensor.getDimsList());
  }

  static long product(List<Long> dims) {
    return dims.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
