package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.sensorium.model.graph.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/** Numbers to tensors of ONNX Runtime and back. Integers above 2^24 lose digits. */
final class TensorValues {
  private TensorValues() {}

  /**
   * @param type as ONNX numbers it
   */
  static OnnxTensor tensor(int type, Values values) throws OrtException {
    DataType kind = DataType.forNumber(type);
    float[] x = values.numbers();
    return switch (kind == null ? DataType.UNDEFINED : kind) {
      case FLOAT -> tensor(values, OnnxJavaType.FLOAT, 4, (b, i) -> b.putFloat(x[i]));
      case FLOAT16 ->
          tensor(values, OnnxJavaType.FLOAT16, 2, (b, i) -> b.putShort(HalfFloat.of(x[i])));
      case DOUBLE -> tensor(values, OnnxJavaType.DOUBLE, 8, (b, i) -> b.putDouble(x[i]));
      case INT64 -> tensor(values, OnnxJavaType.INT64, 8, (b, i) -> b.putLong((long) x[i]));
      case INT32 -> tensor(values, OnnxJavaType.INT32, 4, (b, i) -> b.putInt((int) x[i]));
      case UINT8 -> tensor(values, OnnxJavaType.UINT8, 1, (b, i) -> b.put((byte) (int) x[i]));
      case INT8 -> tensor(values, OnnxJavaType.INT8, 1, (b, i) -> b.put((byte) (int) x[i]));
      case BOOL ->
          tensor(values, OnnxJavaType.BOOL, 1, (b, i) -> b.put((byte) (x[i] == 0 ? 0 : 1)));
      default ->
          throw new IllegalArgumentException(
              "expected an input of numbers, found type " + (kind == null ? type : kind));
    };
  }

  /** The numbers of a tensor; nothing where it has none. */
  static Optional<Values> read(OnnxTensor tensor) {
    var shape = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    int count = Math.toIntExact(tensor.getInfo().getNumElements());
    if (count == 0) {
      return Optional.of(new Values(shape, new float[0]));
    }
    ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
    IntFunction<Number> reader =
        switch (tensor.getInfo().type) {
          case FLOAT -> i -> bytes.getFloat(4 * i);
          case FLOAT16 -> i -> HalfFloat.toFloat(bytes.getShort(2 * i));
          case DOUBLE -> i -> bytes.getDouble(8 * i);
          case INT64 -> i -> bytes.getLong(8 * i);
          case INT32 -> i -> bytes.getInt(4 * i);
          case UINT8 -> i -> bytes.get(i) & 0xff;
          case INT8, BOOL -> i -> bytes.get(i);
          default -> null;
        };
    if (reader == null) {
      return Optional.empty();
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = reader.apply(i).floatValue();
    }
    return Optional.of(new Values(shape, numbers));
  }

  private interface Writer {
    void write(ByteBuffer bytes, int index);
  }

  private static OnnxTensor tensor(Values values, OnnxJavaType type, int width, Writer writer)
      throws OrtException {
    int count = values.numbers().length;
    ByteBuffer bytes = ByteBuffer.allocateDirect(count * width).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      writer.write(bytes, i);
    }
    long[] shape = values.shape().stream().mapToLong(Long::longValue).toArray();
    return OnnxTensor.createTensor(OnnxModel.ENVIRONMENT, bytes.flip(), shape, type);
  }
}
