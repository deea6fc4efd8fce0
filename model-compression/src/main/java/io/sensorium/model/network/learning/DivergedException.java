package io.sensorium.model.network.learning;

/** Training that came to nothing: no epoch had a loss that is a number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(double loss) {
    super(
        "training: expected an epoch whose validation loss is a finite number, found "
            + loss
            + " in the last. Look for samples with values far from the others, and correct them or"
            + " leave them out.");
  }
}
