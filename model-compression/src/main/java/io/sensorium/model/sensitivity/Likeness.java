package io.sensorium.model.sensitivity;

import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.Map;

/**
 * How like the float model's outputs are: 1 - |found - expected| / |expected| in Euclidean norms,
 * for each sample and output, at least 0, and the mean of these. 0.97 is a signal-to-noise ratio of
 * 30 dB, 0.9 one of 20 dB.
 */
public final class Likeness implements Quality {
  private final FloatAnswers floats;

  public Likeness(FloatAnswers floats) {
    this.floats = floats;
  }

  @Override
  public double of(byte[] model) {
    try (OnnxRunner runner = floats.open(model)) {
      return of(runner);
    }
  }

  private double of(OnnxRunner model) {
    double sum = 0;
    int terms = 0;
    for (int i = 0; i < floats.count(); i++) {
      Map<String, Numbers> found = floats.found(model, i);
      for (Map.Entry<String, Numbers> expected : floats.expected(i).entrySet()) {
        Numbers other = found.get(expected.getKey());
        sum += other == null ? 0 : of(expected.getValue().values(), other.values());
        terms++;
      }
    }
    return terms == 0 ? 0 : sum / terms;
  }

  @Override
  public String description() {
    return "likeness of outputs to those in float (1 - relative error) on %d samples"
        .formatted(floats.count());
  }

  private static double of(float[] expected, float[] found) {
    if (expected.length != found.length) {
      // As where a model gives out the objects that it has found.
      return 0;
    }
    double error = 0;
    double signal = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = found[i] - expected[i];
      error += difference * difference;
      signal += (double) expected[i] * expected[i];
    }
    if (signal == 0) {
      return error == 0 ? 1 : 0;
    }
    double likeness = 1 - Math.sqrt(error / signal);
    return likeness > 0 ? likeness : 0;
  }
}
