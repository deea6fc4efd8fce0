package io.sensorium.model.weights;

/**
 * How weights are stored.
 *
 * @param bits 8 or 4 in blocks, or 2 with a codebook for each column
 * @param block rows of a column that share a scale: a power of two from 16 to 256; not for 2 bits
 * @param symmetric whether a block's steps lie around 0, or have a zero point of their own
 * @param seed of the choice of a codebook's first entries
 */
public record WeightScheme(int bits, int block, boolean symmetric, long seed) {
  private static final int SMALLEST_BLOCK = 16;
  private static final int LARGEST_BLOCK = 256;

  public WeightScheme {
    if (bits != 2 && bits != 4 && bits != 8) {
      throw new IllegalArgumentException("expected weights of 8, 4 or 2 bits, found " + bits);
    }
    if (block < SMALLEST_BLOCK || block > LARGEST_BLOCK || Integer.bitCount(block) != 1) {
      throw new IllegalArgumentException(
          "expected blocks of 16, 32, 64, 128 or 256 weights, found " + block);
    }
  }

  boolean codebook() {
    return bits == 2;
  }
}
