package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One node's attributes and constant inputs. */
record NodeReader(NodeProto node, Map<String, TensorProto> constants) {
  Optional<TensorProto> constant(int input) {
    return Optional.ofNullable(constants.get(input(input)));
  }

  /** The name of an input; empty where it is not given. */
  String input(int index) {
    return index < node.getInputCount() ? node.getInput(index) : "";
  }

  long number(String attribute, long absent) {
    return attribute(attribute).map(AttributeProto::getI).orElse(absent);
  }

  /**
   * A list of integers that newer operator sets give as an input and older ones as an attribute.
   */
  Optional<long[]> list(String attribute, int input) {
    Optional<long[]> given =
        attribute(attribute)
            .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
    return given.isPresent() ? given : constant(input).map(Tensors::longs);
  }

  /** A list of axes counted from the first. */
  Optional<long[]> axes(String attribute, int input, int rank) {
    return list(attribute, input)
        .map(axes -> Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).toArray());
  }

  /** For a person to know the node by. */
  String title() {
    String name = node.getName().isEmpty() ? node.getOutput(0) : node.getName();
    return node.getOpType() + " " + name;
  }

  private Optional<AttributeProto> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }
}
