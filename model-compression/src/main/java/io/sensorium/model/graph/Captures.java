package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.Set;

/** Values that subgraphs (of If, Loop, Scan) take from the graph around them. */
public final class Captures {
  private Captures() {}

  public static boolean hasSubgraph(NodeProto node) {
    return node.getAttributeList().stream().anyMatch(a -> a.hasG() || a.getGraphsCount() > 0);
  }

  /** Names that the subgraphs of a node read and do not make themselves. */
  public static Set<String> of(NodeProto node) {
    Set<String> names = new HashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        names.addAll(of(attribute.getG()));
      }
      attribute.getGraphsList().forEach(g -> names.addAll(of(g)));
    }
    return names;
  }

  private static Set<String> of(GraphProto graph) {
    Set<String> read = new HashSet<>();
    Set<String> made = new HashSet<>();
    graph.getInputList().forEach(i -> made.add(i.getName()));
    graph.getInitializerList().forEach(t -> made.add(t.getName()));
    for (NodeProto node : graph.getNodeList()) {
      read.addAll(node.getInputList());
      read.addAll(of(node));
      made.addAll(node.getOutputList());
    }
    graph.getOutputList().forEach(o -> read.add(o.getName()));
    read.removeAll(made);
    read.remove("");
    return read;
  }
}
