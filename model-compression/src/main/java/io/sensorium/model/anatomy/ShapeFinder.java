package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: finds out which shapes the values of a model have when it runs on one sample. */
@FunctionalInterface
public interface ShapeFinder {
  /**
   * @param values names of values of the graph
   * @return their shapes and those of the inputs; empty where inputs are open in more than their
   *     first dimension, or the model does not run on zeros
   */
  Map<String, List<Long>> shapes(ModelProto model, Set<String> values);
}
