package io.sensorium.model.formula;

import java.util.ArrayList;
import java.util.List;

/** Writes a formula down, matrix by matrix. Shapes that do not fit are refused. */
public final class FormulaBuilder {
  private final List<Node> nodes = new ArrayList<>();
  private int size;
  private int inputs;
  private int parameters;

  /** A part of the example, in the order in which these are asked for. */
  public Node input(String name, int rows, int columns) {
    inputs += rows * columns;
    return add(new Leaf.Input(name), List.of(), rows, columns);
  }

  /** What is learned; a single row begins with zeros, as biases do. */
  public Node parameter(int rows, int columns) {
    Node node = add(new Leaf.Parameter(parameters), List.of(), rows, columns);
    parameters += node.size();
    return node;
  }

  public Node constant(int rows, int columns, float... values) {
    check(values.length == rows * columns, "constant", rows, columns);
    return add(new Leaf.Constant(values.clone()), List.of(), rows, columns);
  }

  public Node product(Node a, Node b) {
    check(a.columns() == b.rows(), "product", a, b);
    return add(new Product(false), List.of(a, b), a.rows(), b.columns());
  }

  /** {@code a} times {@code b} with its rows and columns changed. */
  public Node productTransposed(Node a, Node b) {
    check(a.columns() == b.columns(), "product with a transposed", a, b);
    return add(new Product(true), List.of(a, b), a.rows(), b.rows());
  }

  /** The second may be one row, one column or one number. */
  public Node sum(Node a, Node b) {
    check(fits(a, b), "sum", a, b);
    return add(new Sum(), List.of(a, b), a.rows(), a.columns());
  }

  /** Value by value; the second may be one row, one column or one number. */
  public Node multiply(Node a, Node b) {
    check(fits(a, b), "product by values", a, b);
    return add(new Multiply(), List.of(a, b), a.rows(), a.columns());
  }

  public Node scale(Node a, float factor, float offset) {
    return add(new Scale(factor, offset), List.of(a), a.rows(), a.columns());
  }

  public Node rectify(Node a, float leak) {
    return add(new Rectify(leak), List.of(a), a.rows(), a.columns());
  }

  public Node softmax(Node a) {
    return add(new Softmax(), List.of(a), a.rows(), a.columns());
  }

  public Node normalise(Node a) {
    return add(new Normalise(), List.of(a), a.rows(), a.columns());
  }

  public Node reshape(Node a, int rows, int columns) {
    check(a.size() == rows * columns, "reshape", rows, columns);
    return add(new Reshape(), List.of(a), rows, columns);
  }

  /** Side by side. */
  public Node join(Node... parts) {
    int columns = 0;
    for (Node part : parts) {
      check(part.rows() == parts[0].rows(), "join", parts[0], part);
      columns += part.columns();
    }
    return add(new Join(), List.of(parts), parts[0].rows(), columns);
  }

  /** A full connection of each row, with a bias. */
  public Node dense(Node a, int outputs) {
    return sum(product(a, parameter(a.columns(), outputs)), parameter(1, outputs));
  }

  /** What has been written so far, with that result. */
  public Formula build(Node result) {
    return new Formula(nodes, result, inputs, parameters, size);
  }

  private static boolean fits(Node a, Node b) {
    return (b.rows() == 1 || b.rows() == a.rows())
        && (b.columns() == 1 || b.columns() == a.columns());
  }

  private Node add(Operation operation, List<Node> operands, int rows, int columns) {
    Node node = new Node(operation, operands, rows, columns, size);
    nodes.add(node);
    size += node.size();
    return node;
  }

  private static void check(boolean fits, String what, Node a, Node b) {
    if (!fits) {
      throw new IllegalArgumentException(
          "expected matrices that fit for a %s, found %d x %d and %d x %d"
              .formatted(what, a.rows(), a.columns(), b.rows(), b.columns()));
    }
  }

  private static void check(boolean fits, String what, int rows, int columns) {
    if (!fits) {
      throw new IllegalArgumentException(
          "expected as many values for a %s as %d x %d".formatted(what, rows, columns));
    }
  }
}
