package io.sensorium.worker.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session of ONNX Runtime for one thread. */
final class OnnxSession implements ModelSession {
  private static final Set<OnnxTensorType> UNSIGNED =
      EnumSet.of(
          OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16,
          OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32,
          OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64);

  private final OrtSession session;
  private final Path model;
  private final Provider provider;
  private final ModelSignature signature;
  private final Map<String, InputWriter> writers = new HashMap<>();

  /** Owns the session from here on, also where this fails. */
  OnnxSession(OrtEnvironment environment, OrtSession session, Path model, Provider provider)
      throws OrtException {
    this.session = session;
    this.model = model;
    this.provider = provider;
    this.signature = signature(session);
    for (TensorDescription input : signature.inputs()) {
      writers.put(input.name(), new InputWriter(environment, input));
    }
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public String provider() {
    return provider.label();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        feeds.put(input.getKey(), writer(input.getKey()).tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(feeds, outputs)) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          values.put(output.getKey(), OutputReader.floats(output.getKey(), output.getValue()));
        }
        return values;
      }
    } catch (OrtException failed) {
      throw new ModelException(
          model.toString(),
          "a run of inputs " + shapes(inputs),
          String.valueOf(failed.getMessage()),
          "Compare with what the model takes: " + signature.inputs(),
          failed);
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    close(session, model);
  }

  private InputWriter writer(String name) {
    InputWriter writer = writers.get(name);
    if (writer == null) {
      throw new ModelException(
          model.toString(),
          "inputs " + writers.keySet(),
          "input '" + name + "'",
          "Name the model's own tensors");
    }
    return writer;
  }

  private static Map<String, List<Long>> shapes(Map<String, Tensor> inputs) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.dims()));
    return shapes;
  }

  /** What a session takes and gives; closes it where that cannot be told. */
  static ModelSignature signature(OrtSession session) throws OrtException {
    try {
      return new ModelSignature(
          describe(session.getInputInfo()), describe(session.getOutputInfo()));
    } catch (OrtException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  static void close(OrtSession session, Path model) {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException("cannot close the session of " + model, failed);
    }
  }

  private static List<TensorDescription> describe(Map<String, NodeInfo> nodes) {
    List<TensorDescription> tensors = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo info) {
            List<Long> dims = new ArrayList<>();
            for (long dim : info.getShape()) {
              dims.add(dim);
            }
            tensors.add(new TensorDescription(name, type(info), dims));
          } else {
            tensors.add(new TensorDescription(name, ElementType.OTHER, List.of()));
          }
        });
    return tensors;
  }

  static ElementType type(TensorInfo info) {
    // The library's Java types have no such numbers, and would call them signed.
    if (UNSIGNED.contains(info.onnxType)) {
      return ElementType.OTHER;
    }
    return switch (info.type) {
      case FLOAT -> ElementType.FLOAT32;
      case FLOAT16 -> ElementType.FLOAT16;
      case DOUBLE -> ElementType.FLOAT64;
      case INT64 -> ElementType.INT64;
      case INT32 -> ElementType.INT32;
      case INT16 -> ElementType.INT16;
      case INT8 -> ElementType.INT8;
      case UINT8 -> ElementType.UINT8;
      case BOOL -> ElementType.BOOL;
      default -> ElementType.OTHER;
    };
  }
}
