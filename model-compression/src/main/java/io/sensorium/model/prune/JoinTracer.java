package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes with several inputs: element by element, or one after another. */
final class JoinTracer {
  private final ChannelTracer tracer;

  JoinTracer(ChannelTracer tracer) {
    this.tracer = tracer;
  }

  /** Channels that meet go together; constants beside them shrink with them. */
  boolean elementwise(int index, NodeReader node) {
    String output = node.node().getOutput(0);
    OptionalInt rank = tracer.rank(output);
    OptionalInt fromEnd = fromEnd(node);
    List<Track> met = new ArrayList<>();
    node.node().getInputList().forEach(i -> tracer.track(i).ifPresent(met::add));
    int[] ids = met.get(0).ids();
    if (rank.isEmpty()
        || fromEnd.isEmpty()
        || met.stream().anyMatch(t -> t.ids().length != ids.length)) {
      return false;
    }
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < node.node().getInputCount(); i++) {
      if (tracer.track(node.input(i)).isEmpty()
          && !beside(index, i, node, fromEnd.getAsInt(), ids, cuts)) {
        return false;
      }
    }
    cuts.forEach(tracer::cut);
    met.forEach(t -> tracer.sets().join(ids, t.ids()));
    tracer.follow(output, rank.getAsInt() - fromEnd.getAsInt(), ids);
    return true;
  }

  /**
   * The axis of the channels counted from behind, as shapes are matched; nothing where it differs.
   */
  private OptionalInt fromEnd(NodeReader node) {
    Set<Integer> distances = new HashSet<>();
    for (String input : node.node().getInputList()) {
      Optional<Track> track = tracer.track(input);
      OptionalInt rank = tracer.rank(input);
      if (track.isPresent()) {
        distances.add(rank.isEmpty() ? -1 : rank.getAsInt() - track.get().axis());
      }
    }
    return distances.size() == 1 && !distances.contains(-1)
        ? OptionalInt.of(distances.iterator().next())
        : OptionalInt.empty();
  }

  /**
   * An input without channels of its own: one number for all of them, or a constant that has one
   * each.
   */
  private boolean beside(
      int index, int input, NodeReader node, int fromEnd, int[] ids, List<Cut> cuts) {
    List<Long> shape = tracer.shape(node.input(input));
    Optional<TensorProto> constant = node.constant(input);
    int axis = shape.size() - fromEnd;
    if (constant.isPresent() && (axis < 0 || shape.get(axis) == 1)) {
      return true;
    }
    if (constant.isPresent() && shape.get(axis) == ids.length) {
      cuts.add(new Cut(index, input, axis, ids, false));
      return true;
    }
    // An unknown dimension could be one for each channel.
    return constant.isEmpty() && !shape.isEmpty() && (axis < 0 || shape.get(axis) == 1);
  }

  boolean concatenation(NodeReader node) {
    OptionalInt rank = tracer.rank(node.node().getOutput(0));
    if (rank.isEmpty()) {
      return false;
    }
    int given = (int) node.number("axis", 0);
    int axis = given < 0 ? given + rank.getAsInt() : given;
    List<Track> tracks = new ArrayList<>();
    for (String input : node.node().getInputList()) {
      Optional<Track> track = tracer.track(input).or(() -> fixed(input, axis));
      if (track.isEmpty()) {
        return false;
      }
      tracks.add(track.get());
    }
    int channels = tracks.get(0).axis();
    if (tracks.stream().anyMatch(t -> t.axis() != channels)) {
      return false;
    }
    return channels == axis ? behind(node, axis, tracks) : beside(node, channels, tracks);
  }

  /** Channels one after another. */
  private boolean behind(NodeReader node, int axis, List<Track> tracks) {
    int[] ids = tracks.stream().flatMapToInt(t -> Arrays.stream(t.ids())).toArray();
    tracer.follow(node.node().getOutput(0), axis, ids);
    return true;
  }

  /** The same channels of more places. */
  private boolean beside(NodeReader node, int channels, List<Track> tracks) {
    int[] ids = tracks.get(0).ids();
    if (tracks.stream().anyMatch(t -> t.ids().length != ids.length)) {
      return false;
    }
    tracks.forEach(t -> tracer.sets().join(ids, t.ids()));
    tracer.follow(node.node().getOutput(0), channels, ids);
    return true;
  }

  /** Channels that nothing here makes, and that stay. */
  private Optional<Track> fixed(String value, int axis) {
    List<Long> shape = tracer.shape(value);
    if (shape.size() <= axis || shape.get(axis) < 0) {
      return Optional.empty();
    }
    int[] ids = tracer.sets().fresh(shape.get(axis).intValue());
    tracer.sets().freeze(ids, value + " is made by no product that is followed");
    return Optional.of(new Track(axis, ids));
  }
}
