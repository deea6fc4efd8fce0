package io.sensorium.model.supervised.sound;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.supervised.Samples;
import java.util.Locale;

/** The card of the model of sounds. */
final class SoundCard {
  private SoundCard() {}

  static String of(Samples<HeardClip> samples, int folds, ConfusionMatrix confusion, long seed) {
    Share accuracy = confusion.accuracy();
    long sources = samples.items().stream().map(HeardClip::source).distinct().count();
    return String.format(
        Locale.ROOT,
        """
        # Model card: sounds

        Which of %d kinds of sound a clip of five seconds is, at 16 kHz.

        | | |
        |---|---|
        | data | %,d clips of %,d sources; made for ESC-50 (Piczak, 2015; the licence is each clip's own) |
        | protocol | %d folds by source: every clip tested once, by a network that heard nothing of its source; seed %d; no validation, a fixed number of steps |
        | test | %d of %d right: %.2f %%, 95 %% interval %.2f to %.2f %% (Wilson); macro-F1 %.4f; by chance %.2f %% |
        | the model itself | learned from all clips, so nothing is left to examine it on |
        | form | means and deviations over 5 s of 40 log-mel bands; two layers |

        ## Limits

        - As good as its few recordings: with two sources of a class it has heard one siren when it is asked for
          another.
        - It always names one of its classes, also for other sounds and for silence.
        """,
        samples.labels().size(),
        samples.size(),
        sources,
        folds,
        seed,
        accuracy.successes(),
        accuracy.trials(),
        100 * accuracy.value(),
        100 * accuracy.low(),
        100 * accuracy.high(),
        confusion.macroF1(),
        100.0 / samples.labels().size());
  }
}
