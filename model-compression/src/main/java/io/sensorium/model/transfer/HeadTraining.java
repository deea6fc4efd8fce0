package io.sensorium.model.transfer;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.EarlyStopping;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Teaches a head on embeddings, until validation says that it is enough. The same seed gives the
 * same head on any number of threads.
 *
 * @param hidden values of a layer between; 0 for one dense layer alone
 * @param epochs at most
 * @param seed of first parameters and order
 */
public record HeadTraining(int hidden, int epochs, long seed) {
  private static final int BATCH = 8;

  public HeadTraining {
    if (hidden < 0 || hidden > 4096 || epochs < 1) {
      throw new IllegalArgumentException(
          "expected 0 to 4096 hidden values and at least 1 epoch, found %d and %d"
              .formatted(hidden, epochs));
    }
  }

  /**
   * A head that has learned.
   *
   * @param epochs after which it was best
   */
  public record Head(Network network, int epochs) {}

  /**
   * Teaches.
   *
   * @param classes that there are
   * @param progress is told a line an epoch
   */
  public Head teach(
      Embeddings training,
      Embeddings validation,
      int classes,
      ExecutorService threads,
      Consumer<String> progress)
      throws InterruptedException {
    Network network = new Network(units(training, classes), new SplittableRandom(seed));
    EarlyStopping stopping =
        new EarlyStopping(
            network, validation.examples(1), epochs, Math.max(5, epochs / 5), progress);
    new Trainer(threads)
        .trainWhile(
            network,
            training.examples(BATCH),
            new Recipe(epochs, BATCH, 3e-3, 1e-2, seed),
            stopping);
    stopping.restore();
    return new Head(network, stopping.bestEpoch());
  }

  /** What a head says of one embedding. */
  public static float[] scores(Network head, float[] embedding) {
    Pass pass = head.pass(1);
    pass.set(0, embedding, embedding.length);
    pass.forward(head.units().size());
    float[] scores = new float[head.outputs()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = pass.value(head.units().size(), c, 0);
    }
    return scores;
  }

  /** Counts what a head takes embeddings for. */
  public static ConfusionMatrix examine(Network head, Embeddings exam, List<String> labels) {
    ConfusionMatrix confusion = new ConfusionMatrix(labels);
    Pass pass = head.pass(1);
    for (int i = 0; i < exam.rows().size(); i++) {
      pass.set(0, exam.rows().get(i), exam.width());
      pass.forward(head.units().size());
      confusion.add(exam.targets().get(i), pass.highest(0));
    }
    return confusion;
  }

  /** All features are brought to one mean of 0 and one deviation of 1. */
  private List<Unit> units(Embeddings training, int classes) {
    List<Unit> units = new ArrayList<>();
    units.add(Rescale.standard(training.rows()));
    if (hidden > 0) {
      units.add(new Dense(training.width(), hidden));
      units.add(new Rectifier(hidden));
    }
    units.add(new Dense(hidden > 0 ? hidden : training.width(), classes));
    return units;
  }
}
