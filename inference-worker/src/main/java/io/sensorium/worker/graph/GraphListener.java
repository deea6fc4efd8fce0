package io.sensorium.worker.graph;

/** Told what a graph does, on its threads: must neither block nor throw. */
public interface GraphListener {
  /** Listens to nothing. */
  GraphListener NONE = known -> {};

  /**
   * A moment needs a result that may recur.
   *
   * @param known whether an earlier moment has it computed, or is having it computed
   */
  void lookedUp(boolean known);
}
