package io.sensorium.bench.workload;

import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.util.SplittableRandom;

/** Random weights from a fixed seed, as constants of one graph. */
final class Weights {
  private final OnnxGraph graph;
  private final SplittableRandom random = new SplittableRandom(1);

  Weights(OnnxGraph graph) {
    this.graph = graph;
  }

  /** Normally distributed round 0; its name. */
  String around0(double deviation, long... dimensions) {
    return constant(0, deviation, dimensions);
  }

  /** Normally distributed round 1, little; its name. */
  String around1(long... dimensions) {
    return constant(1, 0.1, dimensions);
  }

  private String constant(double mean, double deviation, long... dimensions) {
    int size = 1;
    for (long dimension : dimensions) {
      size = Math.multiplyExact(size, (int) dimension);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian(mean, deviation);
    }
    return graph.constant(Tensors.floats(graph.fresh("weights"), values, dimensions));
  }
}
