package io.sensorium.model.transfer;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.FreshNames;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Network;
import java.util.HashMap;
import java.util.Map;

/** Puts a head behind a body, in one model. */
public final class NewHead {
  private static final String OUTPUT = "scores";

  private NewHead() {}

  /**
   * The whole.
   *
   * @return a model with the body's inputs and one output of scores [N, classes] before a softmax
   */
  public static ModelProto on(Body body, Network head) {
    OnnxGraph graph = new OnnxGraph("head");
    graph.input("features", head.inputs());
    String scores = new NetworkExport(graph, head).write("features", head.units().size());
    graph.output(scores, OUTPUT, head.outputs());
    GraphProto added = graph.build().getGraph();
    FreshNames names = new FreshNames(body.model().getGraph());
    Map<String, String> known = new HashMap<>(Map.of("features", body.features()));
    GraphProto.Builder whole = body.model().getGraph().toBuilder().clearOutput();
    for (TensorProto tensor : added.getInitializerList()) {
      whole.addInitializer(tensor.toBuilder().setName(name(tensor.getName(), known, names)));
    }
    for (NodeProto node : added.getNodeList()) {
      NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput();
      renamed.setName(names.of("head_" + node.getName()));
      node.getInputList().forEach(i -> renamed.addInput(name(i, known, names)));
      node.getOutputList().forEach(o -> renamed.addOutput(name(o, known, names)));
      whole.addNode(renamed);
    }
    whole.addOutput(added.getOutput(0).toBuilder().setName(name(OUTPUT, known, names)));
    return body.model().toBuilder().setGraph(whole).build();
  }

  private static String name(String own, Map<String, String> known, FreshNames names) {
    return known.computeIfAbsent(own, o -> names.of(o.equals(OUTPUT) ? OUTPUT : "head_" + o));
  }
}
