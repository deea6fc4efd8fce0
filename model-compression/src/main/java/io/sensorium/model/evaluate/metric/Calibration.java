package io.sensorium.model.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is right as often as it is confident: predictions by their confidence in {@value
 * #BINS} bins of one width (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural
 * Networks", 2017).
 */
public final class Calibration {
  /** As in that paper. */
  public static final int BINS = 15;

  private final int[] counts = new int[BINS];
  private final int[] hits = new int[BINS];
  private final double[] confidences = new double[BINS];

  /**
   * Predictions of about one confidence.
   *
   * @param confidence their mean
   * @param accuracy share of them that is right
   */
  public record Bin(int count, double confidence, double accuracy) {}

  /**
   * Counts one prediction.
   *
   * @param confidence the highest score; taken as 0 or 1 where it lies beyond
   */
  public void add(double confidence, boolean right) {
    double share = Math.min(1, Math.max(0, confidence));
    // Bins are open below and closed above, so that full confidence is in the last one.
    int bin = Math.max(0, (int) Math.ceil(share * BINS) - 1);
    counts[bin]++;
    confidences[bin] += share;
    hits[bin] += right ? 1 : 0;
  }

  /** The bins that are not empty, the least confident first. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        bins.add(new Bin(counts[i], confidences[i] / counts[i], (double) hits[i] / counts[i]));
      }
    }
    return bins;
  }

  /** Expected calibration error: mean distance of the two over all predictions. */
  public double expectedError() {
    int all = 0;
    double sum = 0;
    for (Bin bin : bins()) {
      all += bin.count();
      sum += bin.count() * Math.abs(bin.confidence() - bin.accuracy());
    }
    return sum / all;
  }
}
