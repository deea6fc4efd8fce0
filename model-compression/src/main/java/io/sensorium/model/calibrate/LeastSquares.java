package io.sensorium.model.calibrate;

import io.sensorium.model.quantize.Range;

/**
 * The range with the least expected squared error: what is cut off counts with its distance to the
 * range's end, what is inside with the variance of rounding, step²/12 (Sung, Shin and Hwang 2015,
 * "Resiliency of deep neural networks under quantization"; Banner et al. 2019, "Post training 4-bit
 * quantization", both for clipped ranges). Both ends are tried in 64 places each.
 */
final class LeastSquares {
  private static final int PLACES = 64;
  private static final int STEPS = 255;

  private final long[] counts;
  private final double width;
  private final double[] count = new double[2 * Histogram.SIDE + 1];
  private final double[] sum = new double[2 * Histogram.SIDE + 1];
  private final double[] squares = new double[2 * Histogram.SIDE + 1];

  private LeastSquares(Histogram histogram) {
    this.counts = histogram.counts();
    this.width = histogram.width();
    for (int bin = 0; bin < counts.length; bin++) {
      double centre = (bin - Histogram.SIDE + 0.5) * width;
      count[bin + 1] = count[bin] + counts[bin];
      sum[bin + 1] = sum[bin] + counts[bin] * centre;
      squares[bin + 1] = squares[bin] + counts[bin] * centre * centre;
    }
  }

  static Range range(Histogram histogram) {
    Range all = histogram.extremes();
    return histogram.width() == 0 ? all : new LeastSquares(histogram).search(all);
  }

  private Range search(Range all) {
    double lowest = Math.min(0, all.low());
    double highest = Math.max(0, all.high());
    double least = Double.POSITIVE_INFINITY;
    Range best = all;
    for (int i = lowest < 0 ? 1 : PLACES; i <= PLACES; i++) {
      double low = lowest * i / PLACES;
      for (int j = highest > 0 ? 1 : PLACES; j <= PLACES; j++) {
        double high = highest * j / PLACES;
        double error = error(low, high);
        if (error < least) {
          least = error;
          best = new Range((float) low, (float) high);
        }
      }
    }
    return best;
  }

  private double error(double low, double high) {
    int from = bin(low);
    int to = bin(high);
    double step = (high - low) / STEPS;
    double inside = (count[to] - count[from]) * step * step / 12;
    int end = counts.length;
    return inside
        + distance(count[from], sum[from], squares[from], low)
        + distance(count[end] - count[to], sum[end] - sum[to], squares[end] - squares[to], high);
  }

  /** The sum of squared distances to a point. */
  private static double distance(double n, double sum, double squares, double point) {
    return squares - 2 * point * sum + n * point * point;
  }

  private int bin(double edge) {
    int bin = (int) Math.round(edge / width) + Histogram.SIDE;
    return Math.max(0, Math.min(counts.length, bin));
  }
}
