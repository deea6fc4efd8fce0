package io.sensorium.model.formula;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A function of an example, made of matrices. The example's values are those of the inputs, one
 * after the other, and its parameters stand in a vector from an offset on. Immutable and
 * thread-safe: room for the matrices is the caller's.
 *
 * @param nodes in an order in which each finds its operands done
 * @param result the last one
 * @param inputs values of one example
 * @param parameters values that are learned
 * @param size values of all nodes
 */
public record Formula(List<Node> nodes, Node result, int inputs, int parameters, int size) {
  public Formula {
    nodes = List.copyOf(nodes);
  }

  /** Draws first parameters, uniform, as wide as Glorot and Bengio (2010) have them. */
  public void initialise(float[] vector, int at, RandomGenerator random) {
    for (Node node : nodes) {
      if (node.operation() instanceof Leaf.Parameter parameter && node.rows() > 1) {
        double limit = Math.sqrt(6.0 / (node.rows() + node.columns()));
        for (int i = 0; i < node.size(); i++) {
          double unit = (random.nextLong() >>> 11) * 0x1.0p-53;
          vector[at + parameter.from() + i] = (float) ((2 * unit - 1) * limit);
        }
      }
    }
  }

  /**
   * Computes the result.
   *
   * @param example values of the inputs
   * @param v becomes the values of all nodes
   */
  public void forward(float[] vector, int at, float[] example, float[] v) {
    int read = 0;
    for (Node node : nodes) {
      if (node.operation() instanceof Leaf.Input) {
        System.arraycopy(example, read, v, node.at(), node.size());
        read += node.size();
      } else if (node.operation() instanceof Leaf.Parameter parameter) {
        System.arraycopy(vector, at + parameter.from(), v, node.at(), node.size());
      } else if (node.operation() instanceof Leaf.Constant constant) {
        System.arraycopy(constant.values(), 0, v, node.at(), node.size());
      } else {
        node.operation().forward(node, v);
      }
    }
  }

  /**
   * Adds the gradients of the parameters.
   *
   * @param v values of all nodes, from the forward pass
   * @param slopes of the loss by the result's values
   * @param s room for the slopes of all nodes
   */
  public void backward(int at, float[] v, float[] slopes, float[] s, float[] gradients) {
    Arrays.fill(s, 0, size, 0f);
    System.arraycopy(slopes, 0, s, result.at(), result.size());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.operation() instanceof Leaf.Parameter parameter) {
        for (int p = 0; p < node.size(); p++) {
          gradients[at + parameter.from() + p] += s[node.at() + p];
        }
      } else {
        node.operation().backward(node, v, s);
      }
    }
  }

  /**
   * What stands at the inputs among the values or slopes of all nodes.
   *
   * @param all such values or slopes
   * @param example becomes those of the inputs, one after the other
   */
  public void inputs(float[] all, float[] example) {
    int written = 0;
    for (Node node : nodes) {
      if (node.operation() instanceof Leaf.Input) {
        System.arraycopy(all, node.at(), example, written, node.size());
        written += node.size();
      }
    }
  }
}
