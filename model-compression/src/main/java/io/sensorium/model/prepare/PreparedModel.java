package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.FreshNames;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A float model in the form that quantization works on: operator set 13 or later, constants as
 * initializers only, batch norms folded where the simplifier can, every node with a name of its
 * own.
 */
public final class PreparedModel {
  /** The first with values that are quantized channel by channel. */
  private static final long OPERATOR_SET = 13;

  /** IR 3 wanted constants among the inputs; 7 came with operator set 12. */
  private static final long IR_VERSION = 7;

  private static final Set<String> QUANTIZED =
      Set.of("QuantizeLinear", "DynamicQuantizeLinear", "QLinearConv", "QLinearMatMul");

  private PreparedModel() {}

  /**
   * Prepares a model.
   *
   * @param simplifier folds constants and batch norms and says the values' types and shapes,
   *     without a change to inputs, outputs and operator set
   * @throws UnfitModelException if it is quantized already or too old
   */
  public static ModelProto of(ModelProto model, UnaryOperator<ModelProto> simplifier) {
    Set<String> operators =
        model.getGraph().getNodeList().stream()
            .map(NodeProto::getOpType)
            .filter(QUANTIZED::contains)
            .collect(Collectors.toSet());
    if (!operators.isEmpty()) {
      throw new UnfitModelException(
          "a model in float", "operators " + operators, "Give the model that this was made from");
    }
    checkPrecision(model.getGraph());
    ModelProto simple = simplifier.apply(withoutConstantInputs(model));
    ModelProto raised = OperatorSets.raised(withoutConstantInputs(simple), OPERATOR_SET);
    return raised.toBuilder().setGraph(named(raised.getGraph())).build();
  }

  private static void checkPrecision(GraphProto graph) {
    for (TensorProto weights : graph.getInitializerList()) {
      TensorProto.DataType type = TensorProto.DataType.forNumber(weights.getDataType());
      boolean half = type == TensorProto.DataType.FLOAT16 || type == TensorProto.DataType.BFLOAT16;
      if (half && weights.getDimsCount() > 1) {
        throw new UnfitModelException(
            "a model in 32-bit floats",
            "weights '" + weights.getName() + "' of type " + type,
            "Give the 32-bit model that this was made from");
      }
    }
  }

  /** Initializers may stand among the inputs, which allows callers to replace them; none does. */
  private static ModelProto withoutConstantInputs(ModelProto model) {
    GraphProto graph = model.getGraph();
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(t -> constants.add(t.getName()));
    GraphProto.Builder clean = graph.toBuilder().clearInput();
    graph.getInputList().stream()
        .filter(i -> !constants.contains(i.getName()))
        .forEach(clean::addInput);
    return model.toBuilder()
        .setGraph(clean)
        .setIrVersion(Math.max(IR_VERSION, model.getIrVersion()))
        .build();
  }

  private static GraphProto named(GraphProto graph) {
    FreshNames names = new FreshNames(graph);
    Set<String> given = new HashSet<>();
    GraphProto.Builder named = graph.toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      if (node.getName().isEmpty() || !given.add(node.getName())) {
        String name = names.of(node.getOpType() + "_of_" + node.getOutput(0));
        given.add(name);
        named.setNode(i, node.toBuilder().setName(name));
      }
    }
    return named.build();
  }
}
