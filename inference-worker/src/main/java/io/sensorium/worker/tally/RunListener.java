package io.sensorium.worker.tally;

/** Told of every run of one model. Called where the model runs: must neither block nor throw. */
public interface RunListener {
  /** Listens to nothing. */
  RunListener NONE = (rows, nanos) -> {};

  /**
   * A run that succeeded.
   *
   * @param rows how many went through together
   * @param nanos what the run took
   */
  void ran(long rows, long nanos);
}
