package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.ValueKind;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.quantize.OnnxRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model on the CPU, on one thread, for measuring rather than serving. Inputs of any type are
 * given as floats, which hold every word id exactly. Not thread-safe.
 */
public final class OnnxModel implements OnnxRunner {
  /** Reserved, not used, where the command line is short. */
  private static final long CREATION_STACK_BYTES = 256L << 20;

  static final OrtEnvironment ENVIRONMENT = environment();

  private final OrtSession session;

  private OnnxModel(OrtSession session) {
    this.session = session;
  }

  public static OnnxModel open(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      return new OnnxModel(ENVIRONMENT.createSession(model, options));
    }
  }

  /** As {@link #open(byte[])}, and writes the graph as ONNX Runtime optimised it to a file. */
  public static OnnxModel open(byte[] model, Path optimised) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      options.setOptimizedModelFilePath(optimised.toString());
      return new OnnxModel(ENVIRONMENT.createSession(model, options));
    }
  }

  /** As {@link #open(byte[])}, for models that are known to load. */
  public static OnnxModel of(byte[] model) {
    try {
      return open(model);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the model: " + e.getMessage(), e);
    }
  }

  /**
   * A model as ONNX Runtime simplifies it: constants computed, batch norms folded, types and shapes
   * said; only with types and shapes where the result would need operators of its own.
   *
   * @throws UnfitModelException if it does not load
   */
  public static ModelProto simplified(ModelProto model) {
    Set<String> known = domains(model.getGraph());
    ModelProto simple = written(model, OptLevel.BASIC_OPT);
    if (!known.containsAll(domains(simple.getGraph()))) {
      simple = written(model, OptLevel.NO_OPT);
    }
    return simple.toBuilder()
        .clearOpsetImport()
        .addAllOpsetImport(model.getOpsetImportList())
        .build();
  }

  /** A model with the operators that ONNX Runtime runs in place of its own. */
  public static ModelProto optimised(ModelProto model) {
    return written(model, OptLevel.EXTENDED_OPT);
  }

  private static ModelProto written(ModelProto model, OptLevel level) {
    Path file = null;
    try (OrtSession.SessionOptions options = options()) {
      file = Files.createTempFile("optimised", ".onnx");
      options.setOptimizationLevel(level);
      options.setOptimizedModelFilePath(file.toString());
      ENVIRONMENT.createSession(model.toByteArray(), options).close();
      return ModelProto.parseFrom(Files.readAllBytes(file));
    } catch (OrtException e) {
      throw new UnfitModelException(
          "a model that ONNX Runtime loads",
          String.valueOf(e.getMessage()),
          "Look into it with 'model inspect'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  private static Set<String> domains(GraphProto graph) {
    return graph.getNodeList().stream().map(NodeProto::getDomain).collect(Collectors.toSet());
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The tensors that the model takes, by name. */
  public Map<String, ValueKind> inputs() {
    try {
      return GraphValues.kinds(session.getInputInfo());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not say what the model takes", e);
    }
  }

  /** Runs the model for all of its outputs, as {@link #answer(Map, Set)}. */
  public Map<String, Numbers> answer(Map<String, Numbers> inputs) {
    return answer(inputs, session.getOutputNames());
  }

  @Override
  public Map<String, float[]> run(Map<String, float[]> inputs) {
    Map<String, Numbers> rows = new LinkedHashMap<>();
    inputs.forEach((name, values) -> rows.put(name, Numbers.rows(values)));
    Map<String, float[]> outputs = new LinkedHashMap<>();
    answer(rows, session.getOutputNames()).forEach((name, n) -> outputs.put(name, n.values()));
    return outputs;
  }

  @Override
  public Map<String, Numbers> answer(Map<String, Numbers> inputs, Set<String> outputs) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Map.Entry<String, Numbers> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getKey(), input.getValue()));
      }
      Map<String, Numbers> numbers = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors, outputs)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          OrtTensors.numbers(output.getValue()).ifPresent(n -> numbers.put(output.getKey(), n));
        }
      }
      return numbers;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not run the model: " + e.getMessage(), e);
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

  private OnnxTensor tensor(String name, Numbers numbers) throws OrtException {
    NodeInfo input = session.getInputInfo().get(name);
    if (input == null || !(input.getInfo() instanceof TensorInfo info)) {
      throw new IllegalArgumentException(
          "expected tensors for " + session.getInputNames() + ", found '" + name + "'");
    }
    return OrtTensors.of(ENVIRONMENT, name, info, numbers);
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

  static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    return options;
  }
}
