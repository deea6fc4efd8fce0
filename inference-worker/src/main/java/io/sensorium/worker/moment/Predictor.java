package io.sensorium.worker.moment;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The way from a moment's payloads to its outcome; {@link InferenceGraph} over real models. */
public interface Predictor extends AutoCloseable {

  /** Names of the inputs that some step uses: only their payloads are worth resolving. */
  Set<String> inputs();

  /**
   * Whether a model carries state from one moment of a site to the next, so that answers depend on
   * the order of moments.
   */
  boolean stateful();

  /**
   * Takes a moment. Blocks while the predictor holds as many unfinished moments as it may: that is
   * the back-pressure. Safe to call from several threads; moments count as submitted in the order
   * in which the calls returned, and models with state see the moments of a site in that order.
   * Futures may complete in another order, on the predictor's own threads: hand on what takes long.
   *
   * @return completes with the outcome; never exceptionally, except by a bug
   * @throws InterruptedException if interrupted while blocked; the moment is then not taken
   * @throws IllegalStateException after {@link #close()}
   */
  CompletableFuture<Outcome> submit(MomentPayloads moment) throws InterruptedException;

  /** Finishes what was submitted, then frees threads and models. */
  @Override
  void close();
}
