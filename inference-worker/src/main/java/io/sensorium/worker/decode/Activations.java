package io.sensorium.worker.decode;

import io.sensorium.worker.repository.OutputDescription.Activation;

/** Raw values to scores. */
final class Activations {
  private Activations() {}

  /** A new array; softmax runs over the whole row. */
  static float[] apply(Activation activation, float[] row) {
    return switch (activation) {
      case NONE -> row.clone();
      case SIGMOID -> sigmoid(row);
      case SOFTMAX -> softmax(row);
    };
  }

  private static float[] sigmoid(float[] row) {
    float[] scores = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      scores[i] = (float) (1 / (1 + Math.exp(-row[i])));
    }
    return scores;
  }

  private static float[] softmax(float[] row) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : row) {
      max = Math.max(max, value);
    }
    double sum = 0;
    double[] powers = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      powers[i] = Math.exp(row[i] - max);
      sum += powers[i];
    }
    float[] scores = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      scores[i] = (float) (powers[i] / sum);
    }
    return scores;
  }
}
