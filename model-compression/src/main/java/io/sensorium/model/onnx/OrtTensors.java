package io.sensorium.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import io.sensorium.model.graph.Numbers;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers as tensors of ONNX Runtime and back. */
final class OrtTensors {
  private OrtTensors() {}

  /** A tensor of the declared type; the caller closes it. */
  static OnnxTensor of(OrtEnvironment environment, String name, TensorInfo info, Numbers numbers)
      throws OrtException {
    float[] values = numbers.values();
    long[] shape = shape(name, info.getShape(), numbers);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Math.max(1, info.type.size))
            .order(ByteOrder.nativeOrder());
    for (float value : values) {
      switch (info.type) {
        case FLOAT -> bytes.putFloat(value);
        case DOUBLE -> bytes.putDouble(value);
        case INT64 -> bytes.putLong((long) value);
        case INT32 -> bytes.putInt((int) value);
        case INT16 -> bytes.putShort((short) value);
        case INT8, UINT8, BOOL -> bytes.put((byte) (int) value);
        case FLOAT16 -> bytes.putShort(Fp16Conversions.floatToFp16(value));
        default ->
            throw new IllegalArgumentException(
                "expected numbers for input '%s', found type %s of the model"
                    .formatted(name, info.type));
      }
    }
    return OnnxTensor.createTensor(environment, bytes.flip(), shape, info.type);
  }

  /** The numbers of an output; none where it is no tensor of numbers. */
  static Optional<Numbers> numbers(OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor) || tensor.getInfo().type == OnnxJavaType.STRING) {
      return Optional.empty();
    }
    List<Long> dims = new ArrayList<>();
    for (long dim : tensor.getInfo().getShape()) {
      dims.add(dim);
    }
    Buffer buffer =
        switch (tensor.getInfo().type) {
          case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer();
          case DOUBLE -> tensor.getDoubleBuffer();
          case INT64 -> tensor.getLongBuffer();
          case INT32 -> tensor.getIntBuffer();
          default -> tensor.getByteBuffer();
        };
    boolean signed = tensor.getInfo().type == OnnxJavaType.INT8;
    return Optional.ofNullable(buffer).map(b -> Numbers.of(floats(b, signed), dims));
  }

  private static float[] floats(Buffer buffer, boolean signed) {
    float[] values = new float[buffer.remaining()];
    if (buffer instanceof FloatBuffer floats) {
      floats.get(values);
    }
    for (int i = 0; i < values.length; i++) {
      if (buffer instanceof LongBuffer longs) {
        values[i] = longs.get(i);
      } else if (buffer instanceof IntBuffer ints) {
        values[i] = ints.get(i);
      } else if (buffer instanceof DoubleBuffer doubles) {
        values[i] = (float) doubles.get(i);
      } else if (buffer instanceof ByteBuffer bytes) {
        values[i] = signed ? bytes.get(i) : bytes.get(i) & 0xff;
      }
    }
    return values;
  }

  private static long[] shape(String name, long[] declared, Numbers numbers) {
    List<Long> dims = numbers.dims();
    if (dims != null) {
      return dims.stream().mapToLong(Long::longValue).toArray();
    }
    long[] shape = declared.clone();
    long row = 1;
    for (int i = 1; i < shape.length; i++) {
      if (shape[i] < 0) {
        throw new IllegalArgumentException(
            "expected a shape with input '%s', whose model leaves it open".formatted(name));
      }
      row *= shape[i];
    }
    if (shape.length > 0) {
      shape[0] = numbers.values().length / Math.max(1, row);
    }
    return shape;
  }
}
