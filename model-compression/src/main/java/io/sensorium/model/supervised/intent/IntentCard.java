package io.sensorium.model.supervised.intent;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.supervised.Samples;
import io.sensorium.model.supervised.Schooling;
import java.util.Locale;

/** The card of the model of intents. */
final class IntentCard {
  private IntentCard() {}

  static String of(
      TextSource source,
      String form,
      Split split,
      Schooling.Taught taught,
      ConfusionMatrix confusion,
      ConfusionMatrix across,
      long seed) {
    Samples<String> samples = source.samples();
    Share accuracy = confusion.accuracy();
    return String.format(
        Locale.ROOT,
        """
        # Model card: intents

        What a short request to an assistant wants, one of %d intents.

        | | |
        |---|---|
        | data | %,d utterances; %s |
        | protocol | drawn once with seed %d: %,d to learn from, %,d for early stopping, %,d for the test, which nothing was decided by |
        | test | micro-F1 (= accuracy) %.2f %%, 95 %% interval %.2f to %.2f %% (Wilson); macro-F1 %.4f |
        | validation | accuracy %.2f %% after %d epochs, the best validation loss |
        | cross-validation | %s |
        | form | %s |

        %s

        ## Limits

        - Short requests like those it learned from. Other languages and long texts are beyond it.
        - It always names one of its intents: a low score is the only sign that none fits.
        - Intents with few samples do badly; `model evaluate` shows each.
        """,
        samples.labels().size(),
        samples.size(),
        source.words(),
        seed,
        split.training().size(),
        split.validation().size(),
        split.test().size(),
        100 * accuracy.value(),
        100 * accuracy.low(),
        100 * accuracy.high(),
        confusion.macroF1(),
        100 * taught.validation().accuracy(),
        taught.epochs(),
        across(across),
        form,
        source.published());
  }

  private static String across(ConfusionMatrix folds) {
    Share accuracy = folds.accuracy();
    return accuracy.trials() == 0
        ? "not done (`--folds 10`)"
        : String.format(
            Locale.ROOT,
            "every utterance held out once: micro-F1 %.2f %%, 95 %% interval %.2f to %.2f %%; macro-F1"
                + " %.4f",
            100 * accuracy.value(),
            100 * accuracy.low(),
            100 * accuracy.high(),
            folds.macroF1());
  }
}
