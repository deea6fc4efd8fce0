package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Optional;

/** Products that make channels from channels: Conv, ConvTranspose, Gemm and MatMul. */
final class ProductTracer {
  private final ChannelTracer tracer;

  ProductTracer(ChannelTracer tracer) {
    this.tracer = tracer;
  }

  /** True where the node is a product that could be followed. */
  boolean trace(int index, NodeReader node) {
    Optional<TensorProto> weights = node.constant(1);
    if (weights.isEmpty()) {
      return false;
    }
    return switch (node.node().getOpType()) {
      case "Conv" -> convolution(index, node, weights.get());
      case "ConvTranspose" -> plain(index, node, 0, 1, 1);
      case "Gemm" -> gemm(index, node);
      case "MatMul" -> matMul(index, node, weights.get());
      default -> false;
    };
  }

  private boolean convolution(int index, NodeReader node, TensorProto weights) {
    long group = node.number("group", 1);
    if (group == 1) {
      return plain(index, node, 1, 0, 1);
    }
    Optional<Track> x = tracer.track(node.input(0));
    if (x.isEmpty() || x.get().axis() != 1 || group != x.get().ids().length) {
      return false;
    }
    int filters = (int) weights.getDims(0);
    int each = filters / (int) group;
    int[] ids = new int[filters];
    for (int i = 0; i < filters; i++) {
      ids[i] = x.get().ids()[i / each];
    }
    tracer.cut(new Cut(index, 1, 0, ids, true));
    tracer.cut(new Cut(index, 2, 0, ids, false));
    tracer.resize(new Resized(index, Resized.GROUP, 0, x.get().ids()));
    tracer.follow(node.node().getOutput(0), 1, ids);
    return true;
  }

  private boolean gemm(int index, NodeReader node) {
    boolean transposed = node.number("transB", 0) != 0;
    return node.number("transA", 0) == 0
        && plain(index, node, transposed ? 1 : 0, transposed ? 0 : 1, 1);
  }

  private boolean matMul(int index, NodeReader node, TensorProto weights) {
    var rank = tracer.rank(node.input(0));
    return weights.getDimsCount() == 2
        && rank.isPresent()
        && rank.getAsInt() > 1
        && plain(index, node, 0, 1, rank.getAsInt() - 1);
  }

  /**
   * A product that reads all channels for each of its own.
   *
   * @param in axis of the weights along the channels read
   * @param out axis of the weights along the channels made
   * @param axis of the channels in both values
   */
  private boolean plain(int index, NodeReader node, int in, int out, int axis) {
    TensorProto weights = node.constant(1).orElseThrow();
    Optional<Track> x = tracer.track(node.input(0));
    boolean fits =
        x.isEmpty() || (x.get().axis() == axis && x.get().ids().length == weights.getDims(in));
    if (node.number("group", 1) != 1 || !fits) {
      return false;
    }
    x.ifPresent(t -> tracer.cut(new Cut(index, 1, in, t.ids(), true)));
    int[] made = tracer.make(index, (int) weights.getDims(out));
    tracer.cut(new Cut(index, 1, out, made, true));
    bias(index, node, made);
    tracer.follow(node.node().getOutput(0), axis, made);
    return true;
  }

  private void bias(int index, NodeReader node, int[] made) {
    Optional<TensorProto> bias = node.constant(2);
    if (bias.isPresent() && bias.get().getDimsCount() > 0) {
      int last = bias.get().getDimsCount() - 1;
      if (bias.get().getDims(last) == made.length) {
        tracer.cut(new Cut(index, 2, last, made, false));
      }
    } else if (!node.input(2).isEmpty()) {
      tracer.sets().freeze(made, node.title() + " adds a bias that is no constant vector");
    }
  }
}
