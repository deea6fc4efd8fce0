package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.Tensors;
import java.util.List;

/** Writes a graph anew without the channels that go. */
final class ChannelRemoval {
  private final ChannelTracer tracer;
  private final ChannelChoice choice;
  private final GraphWriter out;

  ChannelRemoval(ChannelTracer tracer, ChannelChoice choice) {
    this.tracer = tracer;
    this.choice = choice;
    this.out = new GraphWriter(tracer.graph());
  }

  GraphProto write() {
    List<NodeProto.Builder> nodes =
        tracer.graph().getNodeList().stream().map(NodeProto::toBuilder).toList();
    tracer.cuts().forEach(cut -> cut(cut, nodes.get(cut.node())));
    tracer.resized().forEach(number -> resize(number, nodes.get(number.node())));
    nodes.forEach(node -> out.keep(node.build()));
    return out.build();
  }

  /** A constant may be read by several nodes, of other channels; so each gets a smaller one. */
  private void cut(Cut cut, NodeProto.Builder node) {
    int[] staying = choice.staying(cut.ids());
    if (staying.length < cut.ids().length) {
      TensorProto part = Slices.of(constant(node, cut.input()), cut.axis(), staying);
      replace(node, cut.input(), part);
    }
  }

  private void resize(Resized number, NodeProto.Builder node) {
    int staying = choice.staying(number.ids()).length;
    if (number.input() != Resized.GROUP) {
      long[] shape = Tensors.longs(constant(node, number.input()));
      shape[number.position()] = staying;
      replace(node, number.input(), Tensors.longs("", shape, shape.length));
      return;
    }
    for (int i = 0; i < node.getAttributeCount(); i++) {
      if (node.getAttribute(i).getName().equals("group")) {
        node.setAttribute(i, Attributes.integer("group", staying));
      }
    }
  }

  private void replace(NodeProto.Builder node, int input, TensorProto tensor) {
    String name = out.fresh(node.getInput(input) + "_pruned");
    node.setInput(input, out.constant(tensor.toBuilder().setName(name).build()));
  }

  private TensorProto constant(NodeProto.Builder node, int input) {
    return new NodeReader(node.build(), out.constants()).constant(input).orElseThrow();
  }
}
