package io.sensorium.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** One model with tensors that it can run on again and again. For one thread. */
final class BareModel implements AutoCloseable {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  private BareModel(OrtSession session, Map<String, OnnxTensor> inputs) {
    this.session = session;
    this.inputs = inputs;
  }

  /**
   * Loads it with the session options that the worker takes: one thread, no spinning.
   *
   * @param batch rows of the tensors, which are random
   */
  static BareModel load(OrtEnvironment environment, Path file, int batch) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OrtSession session = environment.createSession(file.toString(), options);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      SplittableRandom random = new SplittableRandom(1);
      for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
        TensorInfo info = (TensorInfo) input.getValue().getInfo();
        inputs.put(input.getKey(), tensor(environment, info, batch, random));
      }
      return new BareModel(session, inputs);
    }
  }

  /** Runs once; the outputs are thrown away. */
  void run() throws OrtException {
    session.run(inputs).close();
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, TensorInfo info, int batch, SplittableRandom random)
      throws OrtException {
    long[] shape = info.getShape();
    int size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = i == 0 ? batch : shape[i];
      if (shape[i] < 1) {
        throw new IllegalArgumentException("expected only the batch to be open, found " + info);
      }
      size = Math.multiplyExact(size, (int) shape[i]);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(size * Long.BYTES).order(ByteOrder.nativeOrder());
    if (info.type == OnnxJavaType.INT64) {
      // Row 1 of a table of words is there in any.
      LongBuffer ids = bytes.asLongBuffer();
      for (int i = 0; i < size; i++) {
        ids.put(i, 1);
      }
      return OnnxTensor.createTensor(environment, ids, shape);
    }
    if (info.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException("expected a tensor of float or int64, found " + info);
    }
    FloatBuffer values = bytes.asFloatBuffer().limit(size);
    for (int i = 0; i < size; i++) {
      values.put(i, (float) random.nextDouble());
    }
    return OnnxTensor.createTensor(environment, values, shape);
  }

  @Override
  public void close() throws OrtException {
    for (OnnxTensor tensor : inputs.values()) {
      tensor.close();
    }
    session.close();
  }
}
