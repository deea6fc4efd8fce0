package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors as ONNX stores them: raw, little endian. */
public final class Tensors {
  private Tensors() {}

  /** A float tensor; no dimensions make a scalar. */
  public static TensorProto floats(String name, float[] values, long... dimensions) {
    ByteBuffer raw = buffer(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return tensor(name, TensorProto.DataType.FLOAT, raw, dimensions);
  }

  public static TensorProto ints(String name, int[] values, long... dimensions) {
    ByteBuffer raw = buffer(values.length * Integer.BYTES);
    raw.asIntBuffer().put(values);
    return tensor(name, TensorProto.DataType.INT32, raw, dimensions);
  }

  public static TensorProto longs(String name, long[] values, long... dimensions) {
    ByteBuffer raw = buffer(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return tensor(name, TensorProto.DataType.INT64, raw, dimensions);
  }

  public static TensorProto signedBytes(String name, byte[] values, long... dimensions) {
    return tensor(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), dimensions);
  }

  public static TensorProto unsignedBytes(String name, byte[] values, long... dimensions) {
    return tensor(name, TensorProto.DataType.UINT8, ByteBuffer.wrap(values), dimensions);
  }

  /** A tensor of halves, given as their bits. */
  public static TensorProto halves(String name, short[] bits, long... dimensions) {
    ByteBuffer raw = buffer(bits.length * Short.BYTES);
    raw.asShortBuffer().put(bits);
    return tensor(name, TensorProto.DataType.FLOAT16, raw, dimensions);
  }

  public static boolean isFloat(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
  }

  public static long[] dimensions(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** The values of a tensor of 64-bit integers, raw or listed. */
  public static long[] longs(TensorProto tensor) {
    if (tensor.getDataType() != TensorProto.DataType.INT64.getNumber()) {
      throw new IllegalArgumentException(
          "expected tensor %s of 64-bit integers, found ONNX type %d"
              .formatted(tensor.getName(), tensor.getDataType()));
    }
    if (tensor.getInt64DataCount() > 0) {
      return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
    }
    long[] values = new long[tensor.getRawData().size() / Long.BYTES];
    tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(values);
    return values;
  }

  /** The values of a float tensor, raw or listed. */
  public static float[] floats(TensorProto tensor) {
    if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
      throw new IllegalArgumentException(
          "expected tensor %s of floats, found ONNX type %d"
              .formatted(tensor.getName(), tensor.getDataType()));
    }
    float[] values;
    if (tensor.getFloatDataCount() > 0) {
      values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return values;
    }
    values = new float[tensor.getRawData().size() / Float.BYTES];
    tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorProto tensor(
      String name, TensorProto.DataType type, ByteBuffer raw, long... dimensions) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
    }
    return tensor.build();
  }
}
