package io.sensorium.bench.predictor;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network on ONNX Runtime with as little round it as there can be: tensors and outputs in direct
 * buffers that are made once, and the session options that the worker takes. For one thread.
 */
public final class BareModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String output;
  private final int rowSize;

  /** Of the input as it is declared; the first dimension is set for each size of batch. */
  private final long[] shape;

  private final int scores;
  private final FloatBuffer values;
  private final LongBuffer ids;
  private final FloatBuffer results;

  /** By rows less one; made when first needed. */
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();

  private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

  private BareModel(
      OrtEnvironment environment, OrtSession session, int rowSize, int scores, int batch)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
    this.output = session.getOutputNames().iterator().next();
    this.rowSize = rowSize;
    this.scores = scores;
    this.values = direct(4 * batch * rowSize).asFloatBuffer();
    TensorInfo declared = (TensorInfo) session.getInputInfo().values().iterator().next().getInfo();
    this.shape = declared.getShape();
    this.ids = direct(declared.type == OnnxJavaType.INT64 ? 8 * batch * rowSize : 0).asLongBuffer();
    this.results = direct(4 * batch * scores).asFloatBuffer();
  }

  /**
   * @param rowSize values of one row of its only input
   * @param scores values of one row of its only output
   * @param batch rows in a run at most
   */
  public static BareModel load(Path file, int rowSize, int scores, int batch) {
    // Whoever is first makes the environment of this JVM, and this knows how.
    OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new BareModel(
          environment, environment.createSession(file.toString(), options), rowSize, scores, batch);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where rows are written, one behind the other; the position is the caller's. */
  public FloatBuffer values() {
    return values;
  }

  /** Rows in a run at most. */
  public int batch() {
    return values.capacity() / rowSize;
  }

  /** Runs the first rows. */
  public void run(int rows) {
    try {
      prepare(rows);
      for (int i = 0; ids.capacity() > 0 && i < rows * rowSize; i++) {
        ids.put(i, (long) values.get(i));
      }
      session.run(inputs.get(rows - 1), Set.of(), outputs.get(rows - 1)).close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The scores of a row of the last run. */
  public float[] scores(int row) {
    float[] row0 = new float[scores];
    results.get(row * scores, row0);
    return row0;
  }

  private void prepare(int rows) throws OrtException {
    while (inputs.size() < rows) {
      int n = inputs.size() + 1;
      OnnxTensor tensor;
      if (ids.capacity() > 0) {
        tensor =
            OnnxTensor.createTensor(
                environment, ids.slice(0, n * rowSize), new long[] {n, rowSize});
      } else {
        shape[0] = n;
        tensor = OnnxTensor.createTensor(environment, values.slice(0, n * rowSize), shape);
      }
      inputs.add(Map.of(input, tensor));
      long[] result = {n, scores};
      outputs.add(
          Map.of(
              output, OnnxTensor.createTensor(environment, results.slice(0, n * scores), result)));
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    inputs.forEach(one -> one.values().forEach(OnnxTensor::close));
    outputs.forEach(one -> one.values().forEach(OnnxTensor::close));
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
