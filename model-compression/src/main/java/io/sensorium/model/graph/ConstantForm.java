package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A model whose constants all are initializers and whose initializers all are constants: Constant
 * nodes of the main graph become initializers, and initializers are no inputs any more. Subgraphs
 * stay as they are.
 */
public final class ConstantForm {
  /** The first version whose initializers need not be inputs. */
  private static final int INITIALIZERS_STAND_ALONE = 4;

  private ConstantForm() {}

  public static ModelProto of(ModelProto model) {
    GraphProto graph = model.getGraph();
    GraphProto.Builder plain = graph.toBuilder().clearNode().clearInput();
    Set<String> outputs = new HashSet<>();
    graph.getOutputList().forEach(o -> outputs.add(o.getName()));
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(t -> constants.add(t.getName()));
    for (NodeProto node : graph.getNodeList()) {
      Optional<TensorProto> constant =
          node.getOpType().equals("Constant") && !outputs.contains(node.getOutput(0))
              ? value(node)
              : Optional.empty();
      constant.ifPresentOrElse(plain::addInitializer, () -> plain.addNode(node));
    }
    for (ValueInfoProto input : graph.getInputList()) {
      if (!constants.contains(input.getName())) {
        plain.addInput(input);
      }
    }
    return model.toBuilder()
        .setIrVersion(Math.max(model.getIrVersion(), INITIALIZERS_STAND_ALONE))
        .setGraph(plain)
        .build();
  }

  private static Optional<TensorProto> value(NodeProto node) {
    String name = node.getOutput(0);
    if (node.getAttributeCount() != 1) {
      return Optional.empty();
    }
    AttributeProto attribute = node.getAttribute(0);
    return switch (attribute.getName()) {
      case "value" -> Optional.of(attribute.getT().toBuilder().setName(name).build());
      case "value_float" -> Optional.of(Tensors.floats(name, new float[] {attribute.getF()}));
      case "value_int" -> Optional.of(Tensors.longs(name, new long[] {attribute.getI()}));
      case "value_floats" -> Optional.of(reals(name, attribute));
      case "value_ints" -> Optional.of(integers(name, attribute));
      default -> Optional.empty();
    };
  }

  private static TensorProto reals(String name, AttributeProto attribute) {
    float[] values = new float[attribute.getFloatsCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = attribute.getFloats(i);
    }
    return Tensors.floats(name, values, values.length);
  }

  private static TensorProto integers(String name, AttributeProto attribute) {
    long[] values = attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
    return Tensors.longs(name, values, values.length);
  }
}
