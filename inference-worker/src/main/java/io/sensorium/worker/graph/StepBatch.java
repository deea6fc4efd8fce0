package io.sensorium.worker.graph;

/**
 * One step on its way through a batch of moments. Everything is done on the lane's thread but
 * {@link #run()}, beside which other steps may run for the same moments.
 */
interface StepBatch {
  /** Whether the model has to run at all. */
  boolean pending();

  /** Runs the model; on the thread that the step's session belongs to. */
  void run();

  /** Gives what was run to those who wait for it. To be called before anybody is waited for. */
  void complete();

  /** Tells the moments their results, and waits for those that others compute. */
  void settle();

  /** How long the model was at work for the moment at that place of the batch. */
  long nanos(int moment);
}
