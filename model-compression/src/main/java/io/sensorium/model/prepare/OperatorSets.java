package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.HashMap;
import java.util.Map;

/** Operator set versions, and models raised to a later one. */
final class OperatorSets {
  private static final long OLDEST = 7;

  private static final Map<String, Rule> RULES = rules();

  /** Writes what a node of an earlier operator set is in the later one. */
  interface Rule {
    void write(NodeProto node, RaisedGraph graph);
  }

  private OperatorSets() {}

  /** The model as it is where it is late enough; else with the operators rewritten that changed. */
  static ModelProto raised(ModelProto model, long wanted) {
    long version = version(model);
    if (version >= wanted) {
      return model;
    }
    if (version < OLDEST) {
      throw new UnfitModelException(
          "a model of operator set " + OLDEST + " or later",
          "operator set " + version,
          "Export it with a later one");
    }
    ModelProto.Builder raised =
        model.toBuilder().setGraph(raised(model.getGraph(), version)).clearOpsetImport();
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      raised.addOpsetImport(
          standard(set.getDomain()) ? set.toBuilder().setVersion(wanted).build() : set);
    }
    return raised.build();
  }

  private static long version(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(set -> standard(set.getDomain()))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  private static boolean standard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private static GraphProto raised(GraphProto graph, long version) {
    RaisedGraph raised = new RaisedGraph(graph, version);
    for (NodeProto node : graph.getNodeList()) {
      NodeProto inside = withSubgraphs(node, version);
      Rule rule = standard(node.getDomain()) ? RULES.get(node.getOpType()) : null;
      if (rule == null) {
        raised.add(inside);
      } else {
        rule.write(inside, raised);
      }
    }
    return raised.build();
  }

  private static NodeProto withSubgraphs(NodeProto node, long version) {
    NodeProto.Builder inside = node.toBuilder();
    for (int i = 0; i < node.getAttributeCount(); i++) {
      AttributeProto attribute = node.getAttribute(i);
      if (attribute.hasG()) {
        inside.setAttribute(i, attribute.toBuilder().setG(raised(attribute.getG(), version)));
      }
    }
    return inside.build();
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.putAll(AttributesAsInputs.RULES);
    rules.putAll(ChangedOperators.RULES);
    return rules;
  }
}
