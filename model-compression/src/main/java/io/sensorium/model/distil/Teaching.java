package io.sensorium.model.distil;

/**
 * How a student is taught.
 *
 * @param temperature of both softmaxes, above 0
 * @param soft share of the teacher's scores in the loss; the rest is that of labels
 * @param epochs at most
 * @param seed of first parameters and order
 */
public record Teaching(double temperature, double soft, int epochs, long seed) {
  public Teaching {
    if (!(temperature > 0) || !(soft >= 0 && soft <= 1) || epochs < 1) {
      throw new IllegalArgumentException(
          "expected a temperature above 0, a soft share of 0 to 1 and at least 1 epoch, found %s,"
                  .formatted(temperature)
              + " %s and %d".formatted(soft, epochs));
    }
  }

  /** The same from labels alone. */
  public Teaching hard() {
    return new Teaching(temperature, 0, epochs, seed);
  }

  /** The same for another number of epochs. */
  public Teaching shortened(int most) {
    return new Teaching(temperature, soft, most, seed);
  }

  /** Epochs without a better validation loss before training ends. */
  int patience() {
    return Math.max(3, epochs / 4);
  }
}
