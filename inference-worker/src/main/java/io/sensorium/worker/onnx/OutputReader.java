package io.sensorium.worker.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/** Copies outputs out of ONNX Runtime, as floats whatever their type is. */
final class OutputReader {
  private OutputReader() {}

  static Tensor floats(String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw refused(name, value.getType().name());
    }
    List<Long> dims = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    return new Tensor(
        switch (tensor.getInfo().type) {
          case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer();
          case DOUBLE -> of(tensor.getDoubleBuffer());
          case INT64 -> of(tensor.getLongBuffer());
          case INT32 -> of(tensor.getIntBuffer());
          case INT8, UINT8, BOOL -> of(tensor.getByteBuffer(), tensor.getInfo().type.name());
          default -> throw refused(name, tensor.getInfo().type.name());
        },
        dims);
  }

  private static FloatBuffer of(DoubleBuffer values) {
    FloatBuffer floats = FloatBuffer.allocate(values.remaining());
    while (values.hasRemaining()) {
      floats.put((float) values.get());
    }
    return floats.flip();
  }

  private static FloatBuffer of(LongBuffer values) {
    FloatBuffer floats = FloatBuffer.allocate(values.remaining());
    while (values.hasRemaining()) {
      floats.put((float) values.get());
    }
    return floats.flip();
  }

  private static FloatBuffer of(IntBuffer values) {
    FloatBuffer floats = FloatBuffer.allocate(values.remaining());
    while (values.hasRemaining()) {
      floats.put((float) values.get());
    }
    return floats.flip();
  }

  private static FloatBuffer of(ByteBuffer values, String type) {
    FloatBuffer floats = FloatBuffer.allocate(values.remaining());
    int mask = type.equals("UINT8") ? 0xFF : -1;
    while (values.hasRemaining()) {
      floats.put(values.get() & mask);
    }
    return floats.flip();
  }

  private static ModelException refused(String name, String type) {
    return new ModelException(
        "output " + name, "numbers", type, "Choose another output or export the model with one");
  }
}
