package io.sensorium.model.prune;

import io.sensorium.model.graph.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Nodes after which the channels lie along another axis, or are spread over more values. */
final class ShapeTracer {
  private static final Set<String> REDUCTIONS =
      Set.of("ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum");

  private final ChannelTracer tracer;

  ShapeTracer(ChannelTracer tracer) {
    this.tracer = tracer;
  }

  boolean trace(int index, NodeReader node, Track x) {
    OptionalInt rank = tracer.rank(node.input(0));
    if (rank.isEmpty()) {
      return false;
    }
    String operator = node.node().getOpType();
    if (REDUCTIONS.contains(operator)) {
      boolean kept = node.number("keepdims", 1) != 0;
      return without(node, x, node.axes("axes", 1, rank.getAsInt()), kept);
    }
    return switch (operator) {
      case "Squeeze" -> without(node, x, node.axes("axes", 1, rank.getAsInt()), false);
      case "Transpose" -> transposed(node, x, rank.getAsInt());
      case "Flatten" -> node.number("axis", 1) == 1 && spread(node, x);
      case "Reshape" -> reshaped(index, node, x);
      default -> false;
    };
  }

  /** Other axes are gone, or one value long. */
  private boolean without(NodeReader node, Track x, Optional<long[]> axes, boolean kept) {
    if (axes.isEmpty() || Arrays.stream(axes.get()).anyMatch(a -> a == x.axis())) {
      return false;
    }
    int before = (int) Arrays.stream(axes.get()).filter(a -> a < x.axis()).count();
    tracer.follow(node.node().getOutput(0), kept ? x.axis() : x.axis() - before, x.ids());
    return true;
  }

  private boolean transposed(NodeReader node, Track x, int rank) {
    Optional<long[]> order = node.list("perm", 1);
    for (int i = 0; i < rank; i++) {
      long from = order.isPresent() ? order.get()[i] : rank - 1 - i;
      if (from == x.axis()) {
        tracer.follow(node.node().getOutput(0), i, x.ids());
        return true;
      }
    }
    return false;
  }

  /** Each channel's places one after another, channel after channel. */
  private boolean spread(NodeReader node, Track x) {
    Optional<int[]> ids = spread(x, tracer.shape(node.input(0)));
    ids.ifPresent(spread -> tracer.follow(node.node().getOutput(0), 1, spread));
    return ids.isPresent();
  }

  private static Optional<int[]> spread(Track x, List<Long> shape) {
    long places = 1;
    for (int i = 2; i < shape.size(); i++) {
      places *= shape.get(i);
    }
    if (x.axis() != 1 || shape.stream().skip(2).anyMatch(d -> d < 1)) {
      return Optional.empty();
    }
    int each = Math.toIntExact(places);
    int[] ids = new int[x.ids().length * each];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = x.ids()[i / each];
    }
    return Optional.of(ids);
  }

  /** To rows of all values, or with the places of each channel in one axis. */
  private boolean reshaped(int index, NodeReader node, Track x) {
    Optional<long[]> target = node.constant(1).map(Tensors::longs);
    List<Long> from = tracer.shape(node.input(0));
    if (target.isEmpty()
        || x.axis() != 1
        || target.get().length < 2
        || !firstStays(target.get(), from)) {
      return false;
    }
    long second = target.get()[1];
    boolean channels = second == 0 || second == x.ids().length;
    if (channels && target.get().length > 2 && target.get()[0] != -1) {
      return kept(index, node, x, second);
    }
    Optional<int[]> ids = target.get().length == 2 ? spread(x, from) : Optional.empty();
    if (ids.isEmpty() || (second != -1 && second != ids.get().length)) {
      return false;
    }
    if (second > 0) {
      tracer.resize(new Resized(index, 1, 1, ids.get()));
    }
    tracer.follow(node.node().getOutput(0), 1, ids.get());
    return true;
  }

  private boolean kept(int index, NodeReader node, Track x, long second) {
    if (second > 0) {
      tracer.resize(new Resized(index, 1, 1, x.ids()));
    }
    tracer.follow(node.node().getOutput(0), 1, x.ids());
    return true;
  }

  /** The first dimension, of examples, is the same before and after. */
  private static boolean firstStays(long[] target, List<Long> from) {
    long free = Arrays.stream(target).filter(d -> d == -1).count();
    return target[0] == 0
        || target[0] == from.get(0)
        || (target[0] == -1 && free == 1 && Arrays.stream(target).skip(1).noneMatch(d -> d == 0));
  }
}
