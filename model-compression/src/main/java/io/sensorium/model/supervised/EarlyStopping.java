package io.sensorium.model.supervised;

import io.sensorium.model.network.Examples;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Trainer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Keeps the parameters that did best on validation, and ends training once that is long ago
 * (Prechelt, "Early Stopping - But When?", 1998). Tells the learning curve, a line an epoch.
 */
final class EarlyStopping implements Trainer.Watch {
  private final Network network;
  private final Examples validation;
  private final int epochs;
  private final int patience;
  private final Consumer<String> progress;
  private final float[] kept;
  private Marks best = new Marks(Double.POSITIVE_INFINITY, 0);
  private int bestEpoch;

  /**
   * @param epochs that there are at most
   * @param patience epochs without a better loss before it ends
   */
  EarlyStopping(
      Network network, Examples validation, int epochs, int patience, Consumer<String> progress) {
    this.network = network;
    this.validation = validation;
    this.epochs = epochs;
    this.patience = patience;
    this.progress = progress;
    this.kept = new float[network.parameters().length];
  }

  @Override
  public boolean epochDone(int epoch, double loss) {
    Marks marks = Marks.of(network, validation);
    if (marks.loss() < best.loss()) {
      best = marks;
      bestEpoch = epoch;
      System.arraycopy(network.parameters(), 0, kept, 0, kept.length);
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "epoch %3d of %d: loss %.4f; validation loss %.4f, accuracy %.2f %% (best loss at %d)",
            epoch,
            epochs,
            loss,
            marks.loss(),
            100 * marks.accuracy(),
            bestEpoch));
    return epoch - bestEpoch < patience;
  }

  /** Gives the network the best parameters back. */
  void restore() {
    if (bestEpoch > 0) {
      System.arraycopy(kept, 0, network.parameters(), 0, kept.length);
    }
  }

  Marks best() {
    return best;
  }

  int bestEpoch() {
    return bestEpoch;
  }
}
