package io.sensorium.model.quantize;

/**
 * How ranges follow from what was seen.
 *
 * @param share of the values' magnitudes that must lie within the range; 1 keeps all of them
 */
public record Calibration(double share) {
  /** From the smallest to the largest value seen. */
  public static final Calibration MIN_MAX = new Calibration(1);

  /** Leaves the largest magnitudes out, which costs precision for all others. */
  public static Calibration percentile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("expected a share in (0, 1], found " + share);
    }
    return new Calibration(share);
  }
}
