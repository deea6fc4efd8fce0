package io.sensorium.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sensorium.model.graph.ValueKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model with inputs and outputs of any numeric type and shape, on the CPU and one thread, for
 * comparing it with another. Not thread-safe.
 */
public final class TrialModel implements AutoCloseable {
  private final OrtSession session;

  private TrialModel(OrtSession session) {
    this.session = session;
  }

  public static TrialModel open(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxModel.options()) {
      return new TrialModel(OnnxModel.ENVIRONMENT.createSession(model, options));
    }
  }

  /** As {@link #open(byte[])}, and writes the graph as ONNX Runtime optimised it to a file. */
  public static TrialModel open(byte[] model, Path optimised) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxModel.options()) {
      options.setOptimizedModelFilePath(optimised.toString());
      return new TrialModel(OnnxModel.ENVIRONMENT.createSession(model, options));
    }
  }

  /** A model that ONNX Runtime does not optimise, so that every value is there. */
  static TrialModel openUnchanged(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxModel.options()) {
      options.setOptimizationLevel(OptLevel.NO_OPT);
      return new TrialModel(OnnxModel.ENVIRONMENT.createSession(model, options));
    }
  }

  /** The tensors that the model takes. */
  public Map<String, ValueKind> inputs() {
    try {
      return GraphValues.kinds(inputInfo());
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /** Runs the model once. Outputs of other than numbers are left out. */
  public Map<String, Values> run(Map<String, Values> inputs) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      Map<String, ValueKind> kinds = inputs();
      for (Map.Entry<String, Values> input : inputs.entrySet()) {
        ValueKind kind = kinds.get(input.getKey());
        if (kind == null) {
          throw new IllegalArgumentException(
              "expected values for %s, found '%s'".formatted(kinds.keySet(), input.getKey()));
        }
        tensors.put(input.getKey(), TensorValues.tensor(kind.type(), input.getValue()));
      }
      Map<String, Values> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          if (output.getValue() instanceof OnnxTensor tensor) {
            TensorValues.read(tensor).ifPresent(values -> outputs.put(output.getKey(), values));
          }
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  Map<String, NodeInfo> inputInfo() throws OrtException {
    return session.getInputInfo();
  }

  Map<String, NodeInfo> outputInfo() throws OrtException {
    return session.getOutputInfo();
  }

  private static IllegalStateException failed(OrtException e) {
    return new IllegalStateException("ONNX Runtime could not run the model: " + e.getMessage(), e);
  }
}
