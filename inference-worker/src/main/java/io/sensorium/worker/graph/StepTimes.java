package io.sensorium.worker.graph;

/** What one step took for one moment. Belongs to the thread that runs the step. */
final class StepTimes {
  private long features;
  private long compute;

  void addFeatures(long nanos) {
    features += nanos;
  }

  void addCompute(long nanos) {
    compute += nanos;
  }

  /** Nanoseconds. */
  long features() {
    return features;
  }

  /** Nanoseconds. */
  long compute() {
    return compute;
  }
}
