package io.sensorium.model.prune;

/**
 * How the share of zeroed weights grows while a network trains: fast at first, when much can go,
 * and slower towards the end (Zhu and Gupta, "To prune, or not to prune", 2017, equation 1).
 *
 * @param initial share at the first step
 * @param last share from the last step on
 * @param begin first step
 * @param end last step, after the first
 */
public record GradualSparsity(double initial, double last, int begin, int end) {
  public GradualSparsity {
    if (!(0 <= initial && initial <= last && last < 1)) {
      throw new IllegalArgumentException(
          "expected shares that grow within 0 and 1, found %s to %s".formatted(initial, last));
    }
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException(
          "expected a first step before the last, found %d and %d".formatted(begin, end));
    }
  }

  /** The share that shall be zero after a step. */
  public double at(int step) {
    if (step < begin) {
      return 0;
    }
    double left = 1 - Math.min(1, (double) (step - begin) / (end - begin));
    return last + (initial - last) * left * left * left;
  }
}
