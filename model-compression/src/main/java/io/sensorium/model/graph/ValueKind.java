package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/**
 * What a tensor of a graph is.
 *
 * @param type its element type, as ONNX numbers it
 * @param shape its dimensions; -1 where a dimension is not known before the run
 */
public record ValueKind(int type, List<Long> shape) {
  public ValueKind {
    shape = List.copyOf(shape);
  }

  public boolean isFloat() {
    return type == TensorProto.DataType.FLOAT.getNumber();
  }
}
