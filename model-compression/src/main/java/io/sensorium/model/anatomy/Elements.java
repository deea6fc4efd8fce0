package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** How much room elements of tensors take. */
final class Elements {
  private Elements() {}

  /** Whether elements can have been learned: shapes, axes and the like are 64-bit integers. */
  static boolean learned(TensorProto tensor) {
    DataType type = DataType.forNumber(tensor.getDataType());
    return type != DataType.INT64 && type != DataType.BOOL && type != DataType.STRING;
  }

  /** Bytes of a tensor's elements, two to a byte where they have four bits; 0 for texts. */
  static long bytes(TensorProto tensor) {
    DataType type = DataType.forNumber(tensor.getDataType());
    long elements = Shapes.product(Shapes.dims(tensor));
    return switch (type == null ? DataType.UNDEFINED : type) {
      case DOUBLE, INT64, UINT64, COMPLEX64 -> 8 * elements;
      case COMPLEX128 -> 16 * elements;
      case FLOAT, INT32, UINT32 -> 4 * elements;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2 * elements;
      case INT4, UINT4 -> (elements + 1) / 2;
      case STRING, UNDEFINED -> 0;
      default -> elements;
    };
  }
}
