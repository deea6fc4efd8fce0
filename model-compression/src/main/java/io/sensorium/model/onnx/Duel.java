package io.sensorium.model.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Times of two models on the same inputs, run in turns so that what else the machine does meets
 * both.
 *
 * @param first median milliseconds of a run of the first model
 * @param second of the second
 */
public record Duel(double first, double second) {
  private static final int WARM_UPS = 3;

  /**
   * Runs each model as often.
   *
   * @param turns of each model after a few that do not count
   */
  public static Duel of(
      TrialModel first, TrialModel second, Map<String, Values> inputs, int turns) {
    double[] ofFirst = new double[turns];
    double[] ofSecond = new double[turns];
    for (int turn = -WARM_UPS; turn < turns; turn++) {
      double one = milliseconds(first, inputs);
      double other = milliseconds(second, inputs);
      if (turn >= 0) {
        ofFirst[turn] = one;
        ofSecond[turn] = other;
      }
    }
    return new Duel(median(ofFirst), median(ofSecond));
  }

  /** How many times as fast the second is. */
  public double ratio() {
    return first / second;
  }

  public String line() {
    return String.format(
        Locale.ROOT, "%.3f ms before, %.3f ms after (%.2f times as fast)", first, second, ratio());
  }

  private static double milliseconds(TrialModel model, Map<String, Values> inputs) {
    long start = System.nanoTime();
    model.run(inputs);
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    int middle = times.length / 2;
    return times.length % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  }
}
