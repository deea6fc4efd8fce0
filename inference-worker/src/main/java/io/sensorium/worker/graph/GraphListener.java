package io.sensorium.worker.graph;

/**
 * Told what happens in a graph, to be counted. Called on the graph's threads, often at the same
 * time: must be thread-safe, and neither block nor throw.
 */
public interface GraphListener {
  /** Listens to nothing. */
  GraphListener NONE = new GraphListener() {};

  /** A lane begins on so many moments together. */
  default void batch(int moments) {}

  /** A step's result for a moment is there or on its way, since its payloads were seen before. */
  default void cacheHit(String step) {}

  /** A step's result for a moment could have been kept from an earlier one, but was not there. */
  default void cacheMiss(String step) {}

  /** A step's model ran on so many rows together. */
  default void stepRan(String step, int rows, long nanos) {}

  /** A step's model failed on a moment. */
  default void stepFailed(String step) {}

  /** A step was not called for at a moment: by its condition, or by the deadline. */
  default void stepSkipped(String step) {}

  /** A moment was refused without a run. */
  default void refused(Refusal why) {}

  /** Why a moment is refused. */
  enum Refusal {
    /** It had waited longer than it may. */
    DEADLINE,
    /** More waited than may. */
    SHED
  }
}
