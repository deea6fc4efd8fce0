package io.sensorium.model.network.learning;

import io.sensorium.model.network.Network;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the parameters that did best on validation, and ends training once that is long ago
 * (Prechelt, "Early Stopping - But When?", 1998). Tells the learning curve, a line an epoch.
 */
public final class EarlyStopping implements Trainer.Watch {
  private final Network network;
  private final Supplier<Marks> marks;
  private final String share;
  private final int epochs;
  private final int patience;
  private final Consumer<String> progress;
  private final float[] kept;
  private Marks best = new Marks(Double.POSITIVE_INFINITY, 0);
  private Marks last = new Marks(Double.NaN, 0);
  private int bestEpoch;

  /**
   * @param epochs that there are at most
   * @param patience epochs without a better loss before it ends
   */
  public EarlyStopping(
      Network network, Examples validation, int epochs, int patience, Consumer<String> progress) {
    this(network, () -> Marks.of(network, validation), "accuracy", epochs, patience, progress);
  }

  /**
   * With validation by other marks than those of classes.
   *
   * @param share what the marks' accuracy is called
   */
  public EarlyStopping(
      Network network,
      Supplier<Marks> marks,
      String share,
      int epochs,
      int patience,
      Consumer<String> progress) {
    this.network = network;
    this.marks = marks;
    this.share = share;
    this.epochs = epochs;
    this.patience = patience;
    this.progress = progress;
    this.kept = new float[network.parameters().length];
  }

  @Override
  public boolean epochDone(int epoch, double loss) {
    Marks now = marks.get();
    last = now;
    if (now.loss() < best.loss()) {
      best = now;
      bestEpoch = epoch;
      System.arraycopy(network.parameters(), 0, kept, 0, kept.length);
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "epoch %3d of %d: loss %.4f; validation loss %.4f, %s %.2f %% (best loss at %d)",
            epoch,
            epochs,
            loss,
            now.loss(),
            share,
            100 * now.accuracy(),
            bestEpoch));
    return epoch - bestEpoch < patience;
  }

  /**
   * Gives the network the best parameters back.
   *
   * @throws DivergedException if no epoch was best
   */
  public void restore() {
    if (bestEpoch == 0) {
      throw new DivergedException(last.loss());
    }
    System.arraycopy(kept, 0, network.parameters(), 0, kept.length);
  }

  /** How it did on validation at its best. */
  public Marks best() {
    return best;
  }

  /** The epoch of {@link #best}; 0 before the first. */
  public int bestEpoch() {
    return bestEpoch;
  }
}
