package io.sensorium.model.formula;

import io.sensorium.model.formula.Leaf.Constant;
import io.sensorium.model.formula.Leaf.Input;
import io.sensorium.model.formula.Leaf.Parameter;

/**
 * What makes a matrix of others. Values {@code v} and slopes {@code s} are those of all nodes; a
 * node's begin at its {@code at}.
 */
public sealed interface Operation
    permits Constant,
        Input,
        Join,
        Multiply,
        Normalise,
        Parameter,
        Product,
        Rectify,
        Reshape,
        Scale,
        Softmax,
        Sum {
  /** Fills the node's values from those of its operands. */
  default void forward(Node self, float[] v) {}

  /** Adds to the operands' slopes from the node's. */
  default void backward(Node self, float[] v, float[] s) {}
}
