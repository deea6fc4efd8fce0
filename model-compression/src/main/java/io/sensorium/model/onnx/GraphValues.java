package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import io.sensorium.model.graph.ValueKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What each value of a model's main graph is, as ONNX Runtime infers it: every value is declared an
 * output, without a type, and the runtime is asked for them.
 */
public final class GraphValues {
  private GraphValues() {}

  /**
   * The tensors by name, the graph's inputs among them.
   *
   * @throws OrtException where the model does not load
   */
  public static Map<String, ValueKind> of(ModelProto model) throws OrtException {
    try (OrtSession.SessionOptions options = OnnxModel.options()) {
      options.setOptimizationLevel(OptLevel.NO_OPT);
      byte[] bytes = observed(model).toByteArray();
      try (OrtSession session = OnnxModel.ENVIRONMENT.createSession(bytes, options)) {
        Map<String, ValueKind> kinds = new HashMap<>(kinds(session.getInputInfo()));
        kinds.putAll(kinds(session.getOutputInfo()));
        return kinds;
      }
    }
  }

  /** A model that gives out every value of its main graph. */
  private static ModelProto observed(ModelProto model) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    Set<String> known = new HashSet<>(Set.of(""));
    graph.getOutputList().forEach(o -> known.add(o.getName()));
    for (NodeProto node : model.getGraph().getNodeList()) {
      for (String output : node.getOutputList()) {
        if (known.add(output)) {
          graph.addOutput(ValueInfoProto.newBuilder().setName(output));
        }
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  static Map<String, ValueKind> kinds(Map<String, NodeInfo> infos) {
    Map<String, ValueKind> kinds = new HashMap<>();
    infos.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo info) {
            kinds.put(
                name,
                new ValueKind(
                    number(info.onnxType), Arrays.stream(info.getShape()).boxed().toList()));
          }
        });
    return kinds;
  }

  /** The runtime's Java side numbers the types in a way of its own; the names are ONNX's. */
  private static int number(TensorInfo.OnnxTensorType type) {
    String name = type.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "");
    return Arrays.stream(TensorProto.DataType.values())
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElse(TensorProto.DataType.UNDEFINED)
        .getNumber();
  }
}
