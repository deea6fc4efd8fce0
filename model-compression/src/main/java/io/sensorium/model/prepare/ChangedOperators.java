package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that mean something else since operator set 13 or an earlier one. */
final class ChangedOperators {
  static final Map<String, OperatorSets.Rule> RULES =
      Map.of(
          "Softmax", ChangedOperators::softmax,
          "LogSoftmax", ChangedOperators::softmax,
          "Hardmax", ChangedOperators::softmax,
          "Dropout", ChangedOperators::dropout,
          "Upsample", ChangedOperators::upsample,
          "Resize", ChangedOperators::resize,
          "BatchNormalization", ChangedOperators::batchNorm,
          "Scatter",
              (node, graph) -> graph.add(node.toBuilder().setOpType("ScatterElements").build()),
          "Scan", ChangedOperators::scan);

  private ChangedOperators() {}

  /** Until 13 all dimensions from the axis on were one, and the axis was 1 unless named. */
  private static void softmax(NodeProto node, RaisedGraph graph) {
    long axis = Attributes.integer(node, "axis", 1);
    String x = node.getInput(0);
    Optional<Integer> rank = graph.values().rank(x);
    boolean last = axis == -1 || rank.map(r -> axis == r - 1).orElse(false);
    NodeProto.Builder raised =
        node.toBuilder().clearAttribute().addAttribute(Attributes.integer("axis", -1));
    if (last) {
      graph.add(raised.build());
      return;
    }
    String y = node.getOutput(0);
    String shape = graph.add(y + "_shape", "Shape", List.of(x));
    String flat = graph.add(y + "_rows", "Flatten", List.of(x), Attributes.integer("axis", axis));
    String result =
        graph.add(y + "_flat", node.getOpType(), List.of(flat), Attributes.integer("axis", -1));
    graph.add(RaisedGraph.node("Reshape", List.of(result, shape), y).build());
  }

  /** Dropout is for training; what runs it passes its input on. */
  private static void dropout(NodeProto node, RaisedGraph graph) {
    boolean masked =
        node.getOutputCount() > 1
            && (!graph.values().consumers(node.getOutput(1)).isEmpty()
                || graph.values().output(node.getOutput(1)));
    if (masked) {
      throw unfit("the mask of Dropout " + name(node) + " in use");
    }
    graph.add(
        RaisedGraph.node("Identity", List.of(node.getInput(0)), node.getOutput(0))
            .setName(node.getName())
            .build());
  }

  /** Upsample left in 10, where Resize took its place. */
  private static void upsample(NodeProto node, RaisedGraph graph) {
    String scales =
        Attributes.of(node, "scales")
            .map(a -> graph.constant(node.getOutput(0) + "_scales", scales(a)))
            .orElseGet(() -> node.getInput(1));
    asymmetric(node, scales, graph);
  }

  private static TensorProto scales(AttributeProto attribute) {
    float[] values = new float[attribute.getFloatsCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = attribute.getFloats(i);
    }
    return Tensors.floats("", values, values.length);
  }

  private static void resize(NodeProto node, RaisedGraph graph) {
    if (graph.from() < 11) {
      asymmetric(node, node.getInput(1), graph);
      return;
    }
    if (Attributes.text(node, "coordinate_transformation_mode", "")
        .equals("tf_half_pixel_for_nn")) {
      throw unfit("Resize " + name(node) + " with tf_half_pixel_for_nn");
    }
    graph.add(node);
  }

  private static void asymmetric(NodeProto node, String scales, RaisedGraph graph) {
    graph.add(
        node.toBuilder()
            .setOpType("Resize")
            .clearInput()
            .addAllInput(List.of(node.getInput(0), "", scales))
            .clearAttribute()
            .addAttribute(text("mode", Attributes.text(node, "mode", "nearest")))
            .addAttribute(text("coordinate_transformation_mode", "asymmetric"))
            .addAttribute(text("nearest_mode", "floor"))
            .build());
  }

  private static void batchNorm(NodeProto node, RaisedGraph graph) {
    if (Attributes.integer(node, "spatial", 1) != 1) {
      throw unfit("BatchNormalization " + name(node) + " with spatial=0");
    }
    NodeProto.Builder raised = node.toBuilder().clearAttribute();
    node.getAttributeList().stream()
        .filter(a -> !a.getName().equals("spatial"))
        .forEach(raised::addAttribute);
    graph.add(raised.build());
  }

  private static void scan(NodeProto node, RaisedGraph graph) {
    if (graph.from() < 9) {
      throw unfit("Scan " + name(node) + " of operator set " + graph.from());
    }
    graph.add(node);
  }

  private static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static String name(NodeProto node) {
    return node.getName().isEmpty() ? "of '" + node.getOutput(0) + "'" : node.getName();
  }

  private static UnfitModelException unfit(String found) {
    return new UnfitModelException(
        "operators that operator set 13 has as well",
        found,
        "Export the model with operator set 13 or later");
  }
}
