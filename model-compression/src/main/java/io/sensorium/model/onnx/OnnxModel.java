package io.sensorium.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sensorium.model.quantize.OnnxRunner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A model on the CPU, on one thread, for measuring rather than serving. Inputs of any type are
 * given as floats, which hold every word id exactly. Not thread-safe.
 */
public final class OnnxModel implements OnnxRunner {
  /** Reserved, not used, where the command line is short. */
  private static final long CREATION_STACK_BYTES = 256L << 20;

  private static final OrtEnvironment ENVIRONMENT = environment();

  private final OrtSession session;

  private OnnxModel(OrtSession session) {
    this.session = session;
  }

  public static OnnxModel open(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      return new OnnxModel(ENVIRONMENT.createSession(model, options));
    }
  }

  /**
   * As {@link #open(byte[])}, for models of our own.
   *
   * @throws IllegalStateException if ONNX Runtime refuses it
   */
  public static OnnxRunner runner(byte[] model) {
    try {
      return open(model);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused a model of ours", e);
    }
  }

  /** As {@link #open(byte[])}, and writes the graph as ONNX Runtime optimised it to a file. */
  public static OnnxModel open(byte[] model, Path optimised) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      options.setOptimizedModelFilePath(optimised.toString());
      return new OnnxModel(ENVIRONMENT.createSession(model, options));
    }
  }

  @Override
  public Map<String, float[]> run(Map<String, float[]> inputs) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Map.Entry<String, float[]> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getKey(), input.getValue()));
      }
      Map<String, float[]> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
          float[] copy = new float[values.remaining()];
          values.get(copy);
          outputs.put(output.getKey(), copy);
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not run the model", e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close the model", e);
    }
  }

  private OnnxTensor tensor(String name, float[] values) throws OrtException {
    NodeInfo input = session.getInputInfo().get(name);
    if (input == null || !(input.getInfo() instanceof TensorInfo info)) {
      throw new IllegalArgumentException(
          "expected tensors for " + session.getInputNames() + ", found '" + name + "'");
    }
    long[] shape = info.getShape().clone();
    long example = 1;
    for (int i = 1; i < shape.length; i++) {
      example *= shape[i];
    }
    shape[0] = values.length / example;
    if (info.type == OnnxJavaType.INT64) {
      LongBuffer longs = direct(values.length * Long.BYTES).asLongBuffer();
      for (float value : values) {
        longs.put((long) value);
      }
      return OnnxTensor.createTensor(ENVIRONMENT, longs.flip(), shape);
    }
    FloatBuffer floats = direct(values.length * Float.BYTES).asFloatBuffer().put(values).flip();
    return OnnxTensor.createTensor(ENVIRONMENT, floats, shape);
  }

  /**
   * ONNX Runtime 1.29 goes through the process's command line with a recursion as deep as that is
   * long, which overflows an ordinary stack where the class path is; so this thread has a large
   * one.
   */
  private static OrtEnvironment environment() {
    FutureTask<OrtEnvironment> creation = new FutureTask<>(new Creation());
    Thread thread = new Thread(null, creation, "onnx-environment", CREATION_STACK_BYTES);
    thread.start();
    try {
      return creation.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime started", e);
    }
  }

  /** A class of its own: a lambda would wait for this class, which waits for it. */
  private static final class Creation implements Callable<OrtEnvironment> {
    @Override
    public OrtEnvironment call() {
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sensorium");
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    return options;
  }
}
