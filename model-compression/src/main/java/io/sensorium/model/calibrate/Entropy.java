package io.sensorium.model.calibrate;

import io.sensorium.model.quantize.Range;

/**
 * The range on which the distribution of steps tells most of the distribution of values: the least
 * Kullback-Leibler divergence (Migacz 2017, "8-bit inference with TensorRT", GTC). Values beyond a
 * candidate range count at its ends. Exact zeros, of which a Relu makes many, are left out: with
 * them the divergence is least where nearly all else is cut off.
 */
final class Entropy {
  private static final int STEPS = 256;
  private static final int CANDIDATES = 128;
  private static final double LEAST_SHARE = 1e-9;

  private final long[] counts;
  private final int first;
  private final int end;

  private Entropy(Histogram histogram) {
    this.counts = histogram.counts();
    int from = 0;
    int to = counts.length;
    while (counts[from] == 0) {
      from++;
    }
    while (counts[to - 1] == 0) {
      to--;
    }
    // Zero is always inside.
    this.first = Math.min(from, Histogram.SIDE);
    this.end = Math.max(to, Histogram.SIDE);
  }

  static Range range(Histogram histogram) {
    Range all = histogram.extremes();
    if (histogram.width() == 0) {
      return all;
    }
    Entropy entropy = new Entropy(histogram);
    int side = Math.max(Histogram.SIDE - entropy.first, entropy.end - Histogram.SIDE);
    double least = Double.POSITIVE_INFINITY;
    int best = side;
    for (int i = CANDIDATES; i > 0; i--) {
      int bins = (int) Math.ceil((double) side * i / CANDIDATES);
      double divergence = entropy.divergence(bins);
      if (divergence < least) {
        least = divergence;
        best = bins;
      }
    }
    return histogram.within(best * histogram.width());
  }

  /** With the range cut off so many bins from zero; infinite where bins are fewer than steps. */
  private double divergence(int bins) {
    int from = Math.max(first, Histogram.SIDE - bins);
    int to = Math.min(end, Histogram.SIDE + bins);
    if (to - from < STEPS) {
      return bins == Math.max(Histogram.SIDE - first, end - Histogram.SIDE)
          ? Double.MAX_VALUE
          : Double.POSITIVE_INFINITY;
    }
    double total = 0;
    double below = 0;
    double above = 0;
    for (int bin = first; bin < end; bin++) {
      total += counts[bin];
      below += bin < from ? counts[bin] : 0;
      above += bin >= to ? counts[bin] : 0;
    }
    double inside = total - below - above;
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      int start = from + (int) ((long) (to - from) * step / STEPS);
      int stop = from + (int) ((long) (to - from) * (step + 1) / STEPS);
      double filled = 0;
      double values = 0;
      for (int bin = start; bin < stop; bin++) {
        filled += counts[bin] > 0 ? 1 : 0;
        values += counts[bin];
      }
      double spread = filled == 0 ? 0 : values / filled / Math.max(1, inside);
      for (int bin = start; bin < stop; bin++) {
        double p = counts[bin] + (bin == from ? below : 0) + (bin == to - 1 ? above : 0);
        double q = counts[bin] > 0 ? spread : 0;
        sum += p == 0 ? 0 : p / total * Math.log(p / total / Math.max(q, LEAST_SHARE));
      }
    }
    return sum;
  }
}
