package io.sensorium.model.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.sensorium.model.formula.Formula;
import io.sensorium.model.formula.Join;
import io.sensorium.model.formula.Leaf;
import io.sensorium.model.formula.Multiply;
import io.sensorium.model.formula.Node;
import io.sensorium.model.formula.Normalise;
import io.sensorium.model.formula.Product;
import io.sensorium.model.formula.Rectify;
import io.sensorium.model.formula.Reshape;
import io.sensorium.model.formula.Scale;
import io.sensorium.model.formula.Softmax;
import io.sensorium.model.formula.Sum;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a formula into a graph. What depends on the example has the batch as its first dimension,
 * what only depends on parameters has none.
 */
final class FormulaExport {
  private final OnnxGraph graph;
  private final float[] parameters;
  private final int at;
  private final Map<Node, String> names = new HashMap<>();
  private final Set<Node> batched = new HashSet<>();

  /**
   * @param at where the formula's parameters begin in the vector
   */
  FormulaExport(OnnxGraph graph, float[] parameters, int at) {
    this.graph = graph;
    this.parameters = parameters;
    this.at = at;
  }

  /**
   * Writes it.
   *
   * @param example name of the value that holds the formula's inputs, [N, values]
   * @return name of the result, [N, values]
   */
  String write(Formula formula, String example) {
    int read = 0;
    for (Node node : formula.nodes()) {
      if (node.operation() instanceof Leaf.Input) {
        names.put(node, part(example, read, node));
        batched.add(node);
        read += node.size();
      } else {
        if (node.operands().stream().anyMatch(batched::contains)) {
          batched.add(node);
        }
        names.put(node, write(node));
      }
    }
    return reshaped(name(formula.result()), -1, formula.result().size());
  }

  private String part(String example, int from, Node node) {
    String slice =
        graph.add(
            "Slice", List.of(example, longs(from), longs(from + (long) node.size()), longs(1)));
    return reshaped(slice, -1, node.rows(), node.columns());
  }

  private String write(Node node) {
    if (node.operation() instanceof Leaf.Parameter parameter) {
      int from = at + parameter.from();
      return matrix(Arrays.copyOfRange(parameters, from, from + node.size()), node);
    }
    if (node.operation() instanceof Leaf.Constant constant) {
      return matrix(constant.values(), node);
    }
    String first = name(node.operands().get(0));
    if (node.operation() instanceof Product product) {
      String second = name(node.operands().get(1));
      return add("MatMul", first, product.transposed() ? turned(node.operands().get(1)) : second);
    }
    if (node.operation() instanceof Sum) {
      return add("Add", first, name(node.operands().get(1)));
    }
    if (node.operation() instanceof Multiply) {
      return add("Mul", first, name(node.operands().get(1)));
    }
    if (node.operation() instanceof Scale scale) {
      return add("Add", add("Mul", first, scalar(scale.factor())), scalar(scale.offset()));
    }
    if (node.operation() instanceof Rectify rectify) {
      return rectify.leak() == 0
          ? add("Relu", first)
          : graph.add("LeakyRelu", List.of(first), Attributes.real("alpha", rectify.leak()));
    }
    if (node.operation() instanceof Softmax) {
      return graph.add("Softmax", List.of(first), Attributes.integer("axis", -1));
    }
    if (node.operation() instanceof Normalise) {
      return graph.add("LpNormalization", List.of(first), Attributes.integer("axis", -1));
    }
    if (node.operation() instanceof Reshape) {
      return batched.contains(node)
          ? reshaped(first, -1, node.rows(), node.columns())
          : reshaped(first, node.rows(), node.columns());
    }
    if (node.operation() instanceof Join && batched.containsAll(node.operands())) {
      List<String> parts = node.operands().stream().map(this::name).toList();
      return graph.add("Concat", parts, Attributes.integer("axis", 2));
    }
    throw new IllegalArgumentException("expected a join of what depends on the example: " + node);
  }

  private String turned(Node node) {
    AttributeProto order =
        batched.contains(node)
            ? Attributes.integers("perm", 0, 2, 1)
            : Attributes.integers("perm", 1, 0);
    return graph.add("Transpose", List.of(name(node)), order);
  }

  private String reshaped(String value, long... dimensions) {
    return add("Reshape", value, longs(dimensions));
  }

  private String add(String operator, String... inputs) {
    return graph.add(operator, List.of(inputs));
  }

  private String name(Node node) {
    String name = names.get(node);
    if (name == null) {
      throw new IllegalArgumentException("expected operands before what is made of them: " + node);
    }
    return name;
  }

  private String matrix(float[] values, Node node) {
    return graph.constant(
        Tensors.floats(graph.fresh("matrix"), values, node.rows(), node.columns()));
  }

  private String scalar(float value) {
    return graph.constant(Tensors.floats(graph.fresh("scalar"), new float[] {value}));
  }

  private String longs(long... values) {
    return graph.constant(Tensors.longs(graph.fresh("shape"), values, values.length));
  }
}
