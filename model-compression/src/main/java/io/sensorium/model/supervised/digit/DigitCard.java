package io.sensorium.model.supervised.digit;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.Schooling;
import java.util.Locale;

/** The card of the model of spoken digits. */
final class DigitCard {
  private DigitCard() {}

  static String of(
      Samples<Utterance> samples,
      DigitProtocol protocol,
      Schooling.Taught taught,
      ConfusionMatrix byTake,
      ConfusionMatrix bySpeaker,
      long seed) {
    long speakers = samples.items().stream().map(Utterance::speaker).distinct().count();
    return String.format(
        Locale.ROOT,
        """
        # Model card: digits

        Which English digit, zero to nine, is said in a clip of about a second, at 8 kHz.

        | | |
        |---|---|
        | data | %,d recordings of %d speakers; made for Free Spoken Digit Dataset (Jackson et al.), CC-BY-SA-4.0 |
        | protocol | %s |
        | held-out recordings | %s |
        | held-out speakers | %s: each speaker once, by networks that never heard the speaker |
        | the model itself | learned from %,d recordings with seed %d; %d others stopped it after %d epochs (%.2f %% of them right) |
        | form | log-mel spectrogram of 24 bands and 1.1 s; three convolutions of stride 2; mean over time; two layers |

        ## Limits

        - Few speakers: see the figure for speakers that it never heard. Clips are cut close to the word.
        - The window ends with the clip: a word that ends more than half a second before that may be cut.
        - It always names a digit, also for other words and for noise.
        """,
        samples.size(),
        speakers,
        protocol.inWords(),
        figure(byTake),
        figure(bySpeaker),
        protocol.shipped().training().size(),
        seed,
        protocol.shipped().validation().size(),
        taught.epochs(),
        100 * taught.validation().accuracy());
  }

  private static String figure(ConfusionMatrix confusion) {
    Share accuracy = confusion.accuracy();
    return String.format(
        Locale.ROOT,
        "%d of %d right: %.2f %%, 95 %% interval %.2f to %.2f %% (Wilson); macro-F1 %.4f",
        accuracy.successes(),
        accuracy.trials(),
        100 * accuracy.value(),
        100 * accuracy.low(),
        100 * accuracy.high(),
        confusion.macroF1());
  }
}
