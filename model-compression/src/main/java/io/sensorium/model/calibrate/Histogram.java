package io.sensorium.model.calibrate;

import io.sensorium.model.quantize.Range;

/**
 * The distribution of one activation's values, in bounded memory however many there are. Bins are
 * equally wide and lie evenly around zero; where a value is beyond them they double their width,
 * two becoming one. Widths are powers of two, so the order of the values does not matter. Exact
 * zeros are counted apart: 8 bits hit them exactly, so no rule may weigh them.
 */
final class Histogram {
  /** Bins on each side of zero. */
  static final int SIDE = 4096;

  private final String name;
  private final long[] counts = new long[2 * SIDE];
  private float reach;
  private float low = Float.POSITIVE_INFINITY;
  private float high = Float.NEGATIVE_INFINITY;
  private long zeros;
  private long seen;

  /**
   * @param name of the activation
   */
  Histogram(String name) {
    this.name = name;
  }

  void add(float[] values) {
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (values.length > 0 && !(Float.isFinite(low) && Float.isFinite(high))) {
      throw new IllegalArgumentException(
          "expected finite values of '%s', found %s to %s; look into the samples"
              .formatted(name, low, high));
    }
    makeRoom(Math.max(Math.abs(low), Math.abs(high)));
    double bins = SIDE / (double) reach;
    for (float value : values) {
      if (value == 0) {
        zeros++;
      } else {
        counts[Math.min(2 * SIDE - 1, (int) Math.floor(value * bins) + SIDE)]++;
      }
    }
    seen += values.length;
  }

  /** From the smallest to the largest value seen; of zero alone where there was none. */
  Range extremes() {
    return seen == 0 ? new Range(0, 0) : new Range(low, high);
  }

  /** Values by bin, exact zeros left out; bin {@link #SIDE} begins at zero. */
  long[] counts() {
    return counts.clone();
  }

  /** How wide a bin is; 0 where all values are zero. */
  double width() {
    return reach / SIDE;
  }

  long zeros() {
    return zeros;
  }

  long seen() {
    return seen;
  }

  /** The range cut off at a magnitude. */
  Range within(double magnitude) {
    Range all = extremes();
    return new Range(
        (float) Math.max(all.low(), -magnitude), (float) Math.min(all.high(), magnitude));
  }

  private void makeRoom(float largest) {
    if (reach == 0 && largest > 0) {
      // The power of two above, so that the largest value lies inside.
      reach = Math.scalb(1f, Math.getExponent(largest) + 1);
    }
    while (reach < largest) {
      for (int pair = 0; pair < SIDE / 2; pair++) {
        merge(SIDE + pair, SIDE + 2 * pair, SIDE + 2 * pair + 1);
        merge(SIDE - 1 - pair, SIDE - 1 - 2 * pair, SIDE - 2 - 2 * pair);
      }
      reach *= 2;
    }
  }

  private void merge(int into, int first, int second) {
    long sum = counts[first] + counts[second];
    counts[first] = 0;
    counts[second] = 0;
    counts[into] = sum;
  }
}
