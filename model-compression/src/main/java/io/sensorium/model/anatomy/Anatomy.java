package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A graph's work and weights, for one sample. What stands inside of {@code If}, {@code Loop} and
 * {@code Scan} is not counted.
 *
 * @param operators those with work or weights, the most work first
 * @param constants the largest first
 */
public record Anatomy(List<Operator> operators, List<Constant> constants) {
  /** Operators that only hand weights on, in another form. */
  private static final Set<String> CARRIERS = Set.of("DequantizeLinear", "Cast", "Identity");

  public Anatomy {
    operators = List.copyOf(operators);
    constants = List.copyOf(constants);
  }

  /**
   * One kind of operator.
   *
   * @param multiplications multiply-accumulates of those nodes whose shapes are known
   * @param open nodes whose work is not known: a dimension is open
   * @param parameters elements of constants that these nodes take and that can be learned
   */
  public record Operator(String name, int nodes, long multiplications, int open, long parameters) {}

  /** A constant, weights above all; what is written on disk. */
  public record Constant(String name, List<Long> dims, long bytes) {}

  /**
   * Takes a model apart.
   *
   * @param finder is asked for the shapes of what goes into and comes out of nodes with work
   */
  public static Anatomy of(ModelProto model, ShapeFinder finder) {
    GraphProto graph = model.getGraph();
    Set<String> wanted = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      if (Work.counted(node)) {
        wanted.addAll(node.getInputList());
        wanted.add(node.getOutput(0));
      }
    }
    wanted.remove("");
    Work work = new Work(new Shapes(graph, finder.shapes(model, wanted)));
    Map<String, Long> parameters = parameters(graph);
    Map<String, Operator> operators = new TreeMap<>();
    for (NodeProto node : graph.getNodeList()) {
      Optional<Long> count = Work.counted(node) ? work.of(node) : Optional.of(0L);
      Operator one =
          new Operator(node.getOpType(), 1, count.orElse(0L), count.isEmpty() ? 1 : 0, 0);
      operators.merge(node.getOpType(), one, Anatomy::sum);
    }
    parameters.forEach(
        (operator, count) ->
            operators.computeIfPresent(
                operator,
                (name, o) -> new Operator(name, o.nodes(), o.multiplications(), o.open(), count)));
    return new Anatomy(
        operators.values().stream()
            .filter(o -> o.multiplications() + o.parameters() + o.open() > 0)
            .sorted(
                Comparator.comparingLong((Operator o) -> -o.multiplications())
                    .thenComparingLong(o -> -o.parameters()))
            .toList(),
        constants(graph));
  }

  public long multiplications() {
    return operators.stream().mapToLong(Operator::multiplications).sum();
  }

  public long parameters() {
    return operators.stream().mapToLong(Operator::parameters).sum();
  }

  private static Operator sum(Operator one, Operator other) {
    return new Operator(
        one.name(),
        one.nodes() + other.nodes(),
        Math.addExact(one.multiplications(), other.multiplications()),
        one.open() + other.open(),
        0);
  }

  /** Elements of constants by the kind of the first operator that does more than carry them. */
  private static Map<String, Long> parameters(GraphProto graph) {
    Map<String, NodeProto> firstTakers = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList().forEach(input -> firstTakers.putIfAbsent(input, node));
    }
    Map<String, Long> parameters = new HashMap<>();
    for (TensorProto constant :
        constantTensors(graph).stream().filter(Elements::learned).toList()) {
      String value = constant.getName();
      NodeProto taker = firstTakers.get(value);
      while (taker != null
          && CARRIERS.contains(taker.getOpType())
          && taker.getInput(0).equals(value)
          && firstTakers.containsKey(taker.getOutput(0))) {
        value = taker.getOutput(0);
        taker = firstTakers.get(value);
      }
      if (taker != null) {
        parameters.merge(taker.getOpType(), Shapes.product(Shapes.dims(constant)), Long::sum);
      }
    }
    return parameters;
  }

  private static List<Constant> constants(GraphProto graph) {
    return constantTensors(graph).stream()
        .map(t -> new Constant(t.getName(), Shapes.dims(t), Elements.bytes(t)))
        .sorted(Comparator.comparingLong(constant -> -constant.bytes()))
        .toList();
  }

  /** Initializers, and what {@code Constant} nodes hold, under the name of its value. */
  private static List<TensorProto> constantTensors(GraphProto graph) {
    List<TensorProto> constants = new ArrayList<>(graph.getInitializerList());
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Constant")) {
        node.getAttributeList().stream()
            .filter(attribute -> attribute.hasT())
            .map(attribute -> attribute.getT().toBuilder().setName(node.getOutput(0)).build())
            .forEach(constants::add);
      }
    }
    return constants;
  }
}
