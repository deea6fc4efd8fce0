package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.Values;
import java.util.List;
import java.util.Set;

/** The operators between layers that ONNX Runtime runs on 8 bits where their values are so. */
final class Spreading {
  private static final Set<String> MOVES =
      Set.of(
          "MaxPool",
          "Flatten",
          "Reshape",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Concat",
          "Slice",
          "Split",
          "DepthToSpace",
          "SpaceToDepth",
          "Gather",
          "Resize");
  private static final Set<String> LIGHT =
      Set.of("Add", "Mul", "Sigmoid", "LeakyRelu", "AveragePool", "GlobalAveragePool");

  private final Values values;
  private final Set<String> keepFloat;

  Spreading(Values values, Set<String> keepFloat) {
    this.values = values;
    this.keepFloat = Set.copyOf(keepFloat);
  }

  /** Whether the node runs on 8 bits where its neighbours do. */
  boolean covers(NodeProto node) {
    boolean known = moves(node) || LIGHT.contains(node.getOpType());
    return known
        && !keepFloat.contains(node.getName())
        && node.getOutputList().stream().noneMatch(values::captured)
        && data(node).stream().noneMatch(values.constants()::containsKey)
        && data(node).stream().allMatch(values::mayBeFloat)
        && !indices(node);
  }

  /** Whether the node only moves values, which keeps their steps as they are. */
  boolean moves(NodeProto node) {
    // Between neighbours a resized value is a mean of steps, for which the kernels are slow.
    boolean mixes =
        node.getOpType().equals("Resize")
            && !Attributes.text(node, "mode", "nearest").equals("nearest");
    return MOVES.contains(node.getOpType()) && !mixes;
  }

  /** The inputs that are values rather than shapes, places or sizes. */
  List<String> data(NodeProto node) {
    boolean several =
        node.getOpType().equals("Concat")
            || node.getOpType().equals("Add")
            || node.getOpType().equals("Mul");
    return several ? node.getInputList() : node.getInputList().subList(0, 1);
  }

  /** A pool that also says where its values come from. */
  private static boolean indices(NodeProto node) {
    return node.getOpType().equals("MaxPool") && node.getOutputCount() > 1;
  }
}
