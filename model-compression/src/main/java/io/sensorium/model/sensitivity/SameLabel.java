package io.sensorium.model.sensitivity;

import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;

/** The share of samples whose largest score stands where it stands in float. */
public final class SameLabel implements Quality {
  private final FloatAnswers floats;
  private final String scores;

  /**
   * @param scores the output with one score for each label, of one row
   */
  public SameLabel(FloatAnswers floats, String scores) {
    this.floats = floats;
    this.scores = scores;
  }

  @Override
  public double of(byte[] model) {
    try (OnnxRunner runner = floats.open(model)) {
      return of(runner);
    }
  }

  private double of(OnnxRunner model) {
    int same = 0;
    for (int i = 0; i < floats.count(); i++) {
      Numbers expected = floats.expected(i).get(scores);
      Numbers found = floats.found(model, i).get(scores);
      same += expected != null && found != null && best(expected) == best(found) ? 1 : 0;
    }
    return floats.count() == 0 ? 0 : (double) same / floats.count();
  }

  @Override
  public String description() {
    return "same best label as in float on %d samples".formatted(floats.count());
  }

  private static int best(Numbers numbers) {
    float[] values = numbers.values();
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
