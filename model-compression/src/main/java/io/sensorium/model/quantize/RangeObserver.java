package io.sensorium.model.quantize;

/** Sees all values of one activation twice: for their extremes, then for their distribution. */
final class RangeObserver {
  private static final int BINS = 2048;

  private float low = Float.POSITIVE_INFINITY;
  private float high = Float.NEGATIVE_INFINITY;
  private final long[] counts = new long[BINS];
  private long seen;

  void extremes(float[] values) {
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }

  void distribution(float[] values) {
    double bins = (BINS - 1) / Math.max(1e-12, largest());
    for (float value : values) {
      counts[(int) (Math.abs(value) * bins)]++;
    }
    seen += values.length;
  }

  Range range(Calibration calibration) {
    if (calibration.share() >= 1 || seen == 0) {
      return new Range(low, high);
    }
    long needed = (long) Math.ceil(seen * calibration.share());
    int bin = 0;
    for (long within = counts[0]; within < needed && bin < BINS - 1; within += counts[bin]) {
      bin++;
    }
    float limit = (float) ((bin + 1) * largest() / (BINS - 1));
    return new Range(Math.max(low, -limit), Math.min(high, limit));
  }

  private double largest() {
    return Math.max(Math.abs(low), Math.abs(high));
  }
}
