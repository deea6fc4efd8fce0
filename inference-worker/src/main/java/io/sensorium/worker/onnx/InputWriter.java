package io.sensorium.worker.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Turns tensors into those of ONNX Runtime, of the type that the model declares. Direct floats for
 * a float input are handed over as they are; all else goes through one direct buffer that is used
 * again, so a tensor lives only until the next one is made. Not thread-safe.
 */
final class InputWriter {
  private final OrtEnvironment environment;
  private final TensorDescription input;
  private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

  InputWriter(OrtEnvironment environment, TensorDescription input) {
    this.environment = environment;
    this.input = input;
  }

  /** The caller closes it after the run. */
  OnnxTensor tensor(Tensor tensor) throws OrtException {
    long[] dims = tensor.dims().stream().mapToLong(Long::longValue).toArray();
    FloatBuffer values = tensor.values();
    if (input.type() == ElementType.FLOAT32 && values.isDirect()) {
      return OnnxTensor.createTensor(environment, values, dims);
    }
    FloatBuffer source = values.slice();
    return switch (input.type()) {
      case FLOAT32 ->
          OnnxTensor.createTensor(
              environment, room(source, 4).asFloatBuffer().put(source).flip(), dims);
      case FLOAT64 -> OnnxTensor.createTensor(environment, doubles(source), dims);
      case FLOAT16 ->
          OnnxTensor.createTensor(environment, halves(source), dims, OnnxJavaType.FLOAT16);
      case INT64 -> OnnxTensor.createTensor(environment, longs(source), dims);
      case INT32 -> OnnxTensor.createTensor(environment, ints(source), dims);
      case INT16 -> OnnxTensor.createTensor(environment, shorts(source), dims);
      case INT8 -> OnnxTensor.createTensor(environment, bytes(source), dims, OnnxJavaType.INT8);
      case UINT8 -> OnnxTensor.createTensor(environment, bytes(source), dims, OnnxJavaType.UINT8);
      case BOOL -> OnnxTensor.createTensor(environment, bytes(source), dims, OnnxJavaType.BOOL);
      case OTHER ->
          throw new ModelException(
              "input " + input.name(),
              "floats, whole numbers or truth values",
              "another type",
              "Export the model with such inputs");
    };
  }

  private DoubleBuffer doubles(FloatBuffer source) {
    DoubleBuffer target = room(source, 8).asDoubleBuffer();
    while (source.hasRemaining()) {
      target.put(source.get());
    }
    return target.flip();
  }

  private ShortBuffer halves(FloatBuffer source) {
    ShortBuffer target = room(source, 2).asShortBuffer();
    while (source.hasRemaining()) {
      target.put(Fp16Conversions.floatToFp16(source.get()));
    }
    return target.flip();
  }

  private LongBuffer longs(FloatBuffer source) {
    LongBuffer target = room(source, 8).asLongBuffer();
    while (source.hasRemaining()) {
      target.put((long) Math.rint(source.get()));
    }
    return target.flip();
  }

  private IntBuffer ints(FloatBuffer source) {
    IntBuffer target = room(source, 4).asIntBuffer();
    while (source.hasRemaining()) {
      target.put(Math.round(source.get()));
    }
    return target.flip();
  }

  private ShortBuffer shorts(FloatBuffer source) {
    ShortBuffer target = room(source, 2).asShortBuffer();
    while (source.hasRemaining()) {
      target.put((short) Math.round(source.get()));
    }
    return target.flip();
  }

  private ByteBuffer bytes(FloatBuffer source) {
    ByteBuffer target = room(source, 1);
    while (source.hasRemaining()) {
      target.put((byte) Math.round(source.get()));
    }
    return target.flip();
  }

  private ByteBuffer room(FloatBuffer source, int size) {
    int bytes = Math.multiplyExact(source.remaining(), size);
    if (scratch.capacity() < bytes) {
      scratch = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return scratch.clear().limit(bytes);
  }
}
