package io.sensorium.worker.rollout.compare;

import io.sensorium.event.Comparison;

/** Where comparisons go. Thread-safe. */
public interface ComparisonSink {
  /** Takes a comparison, if there is room. Returns at once. */
  void offer(Comparison comparison);

  /** Comparisons that got lost, for lack of room or since they could not be published. */
  long lost();
}
