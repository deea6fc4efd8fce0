package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Captures;
import io.sensorium.model.graph.OperatorSet;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.graph.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Follows channels from the products that make them through the nodes that read them, and notes
 * what would shrink with them. What is followed is in {@link ProductTracer} and {@link MoveTracer};
 * where anything else reads channels they are frozen.
 */
final class ChannelTracer {
  private final GraphProto graph;
  private final Map<String, ValueKind> kinds;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, Track> tracks = new HashMap<>();
  private final ChannelSets sets = new ChannelSets();
  private final List<Cut> cuts = new ArrayList<>();
  private final List<Resized> resized = new ArrayList<>();

  /** Channels made, by the index of the product that makes them. */
  private final Map<Integer, int[]> layers = new LinkedHashMap<>();

  /**
   * @param kinds of every value of the graph
   */
  ChannelTracer(GraphProto graph, Map<String, ValueKind> kinds) {
    this.graph = graph;
    this.kinds = kinds;
    graph.getInitializerList().forEach(t -> constants.put(t.getName(), t));
    ProductTracer products = new ProductTracer(this);
    MoveTracer moves = new MoveTracer(this);
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeReader node = new NodeReader(graph.getNode(i), constants);
      boolean known =
          OperatorSet.isOnnx(node.node().getDomain()) && !Captures.hasSubgraph(node.node());
      if (!known || !(products.trace(i, node) || moves.trace(i, node))) {
        freezeInputs(node, "read by " + node.title() + ", which is not followed");
      }
    }
    graph.getOutputList().forEach(o -> freeze(o.getName(), "an output of the model"));
  }

  GraphProto graph() {
    return graph;
  }

  ChannelSets sets() {
    return sets;
  }

  List<Cut> cuts() {
    return cuts;
  }

  TensorProto constant(Cut cut) {
    return new NodeReader(graph.getNode(cut.node()), constants).constant(cut.input()).orElseThrow();
  }

  List<Resized> resized() {
    return resized;
  }

  Map<Integer, int[]> layers() {
    return layers;
  }

  Optional<Track> track(String value) {
    return Optional.ofNullable(tracks.get(value));
  }

  void follow(String value, int axis, int[] ids) {
    tracks.put(value, new Track(axis, ids));
  }

  /** New channels of a product. */
  int[] make(int node, int channels) {
    int[] ids = sets.fresh(channels);
    layers.put(node, ids);
    return ids;
  }

  /** Notes a constant that shrinks, where it is there; freezes what it cannot shrink with. */
  void cut(Cut cut) {
    NodeReader node = new NodeReader(graph.getNode(cut.node()), constants);
    if (node.input(cut.input()).isEmpty()) {
      return;
    }
    if (node.constant(cut.input()).filter(Tensors::isFloat).isPresent()) {
      cuts.add(cut);
    } else {
      sets.freeze(cut.ids(), node.title() + " has weights that are no constant floats");
    }
  }

  void resize(Resized number) {
    resized.add(number);
  }

  void freeze(String value, String reason) {
    track(value).ifPresent(t -> sets.freeze(t.ids(), reason));
  }

  void freezeInputs(NodeReader node, String reason) {
    NodeProto proto = node.node();
    proto.getInputList().forEach(i -> freeze(i, reason));
    Captures.of(proto).forEach(i -> freeze(i, reason));
  }

  /** How many dimensions a value has; nothing where that is not known. */
  OptionalInt rank(String value) {
    List<Long> shape = shape(value);
    return shape.isEmpty() ? OptionalInt.empty() : OptionalInt.of(shape.size());
  }

  /** Dimensions of a value; none where they are not known, or it is a scalar. */
  List<Long> shape(String value) {
    TensorProto constant = constants.get(value);
    if (constant != null) {
      return constant.getDimsList();
    }
    ValueKind kind = kinds.get(value);
    return kind == null ? List.of() : kind.shape();
  }
}
