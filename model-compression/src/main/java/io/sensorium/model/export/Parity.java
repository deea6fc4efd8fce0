package io.sensorium.model.export;

import io.sensorium.model.prepare.UnfitModelException;
import java.util.Locale;

/**
 * How far the scores of an exported model are from those of the network that it was made of.
 *
 * @param difference the largest so far
 * @param largest the largest of the network's own scores, without its sign
 */
public record Parity(double difference, double largest) {
  /** Of nothing yet. */
  public static final Parity NONE = new Parity(0, 0);

  /** Sums in another order differ by far less; a wrong layer by far more. */
  private static final double LIMIT = 1e-3;

  /**
   * With one more score.
   *
   * @param own the network's
   * @param exported the model's; a NaN stays in the difference
   */
  public Parity with(double own, double exported) {
    return new Parity(
        Math.max(difference, Math.abs(own - exported)), Math.max(largest, Math.abs(own)));
  }

  /**
   * This, if the model stands for the network.
   *
   * @throws UnfitModelException if a score is off by more than a thousandth of the largest, or is
   *     no number
   */
  public Parity required() {
    // Written so that NaN does not pass.
    if (!(difference <= LIMIT * largest)) {
      throw new UnfitModelException(
          String.format(
              Locale.ROOT,
              "an exported model whose scores are those of the network within %.0e of the largest,"
                  + " %.3g",
              LIMIT,
              largest),
          String.format(Locale.ROOT, "a difference of %.3g", difference),
          "Nothing was written; try another seed or fewer epochs, and report it");
    }
    return this;
  }
}
