package io.sensorium.model.formula;

import java.util.List;

/**
 * One matrix of a formula.
 *
 * @param operation makes it
 * @param operands it is made of
 * @param rows of the matrix
 * @param columns of the matrix
 * @param at where its values begin among those of the formula, row after row
 */
public record Node(Operation operation, List<Node> operands, int rows, int columns, int at) {
  public Node {
    operands = List.copyOf(operands);
  }

  /** How many values it has. */
  public int size() {
    return rows * columns;
  }

  Node operand(int index) {
    return operands.get(index);
  }

  /** Identity: two nodes that look the same are two. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return at;
  }
}
