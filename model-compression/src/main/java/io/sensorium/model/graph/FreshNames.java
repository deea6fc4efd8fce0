package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.Set;

/** Gives out names that neither a graph nor its subgraphs use yet, for values and nodes. */
public final class FreshNames {
  private final Set<String> taken = new HashSet<>();

  public FreshNames(GraphProto graph) {
    take(graph);
  }

  /** The stem itself, or the stem with a number behind it where that is taken. */
  public String of(String stem) {
    String name = stem;
    for (int i = 1; !taken.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }

  private void take(GraphProto graph) {
    graph.getInputList().forEach(i -> taken.add(i.getName()));
    graph.getInitializerList().forEach(t -> taken.add(t.getName()));
    for (NodeProto node : graph.getNodeList()) {
      taken.addAll(node.getInputList());
      taken.addAll(node.getOutputList());
      taken.add(node.getName());
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          take(attribute.getG());
        }
        attribute.getGraphsList().forEach(this::take);
      }
    }
  }
}
