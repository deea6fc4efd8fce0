package io.sensorium.model.quantize;

/**
 * How weights become steps.
 *
 * @param bits 8, or 7 for processors without VNNI, whose 8-bit kernels add two products in 16 bits
 *     and cut the sum off there: with 7 bits it always fits
 * @param perChannel whether each output channel has a scale of its own
 */
public record WeightChoice(int bits, boolean perChannel) {
  /** 8 bits, each channel by itself. */
  public static final WeightChoice DEFAULT = new WeightChoice(8, true);

  public WeightChoice {
    if (bits != 7 && bits != 8) {
      throw new IllegalArgumentException("expected weights of 7 or 8 bits, found " + bits);
    }
  }

  /** The largest step; the smallest is its negative. */
  public int limit() {
    return (1 << (bits - 1)) - 1;
  }
}
