package io.sensorium.worker.rollout;

import io.sensorium.worker.rollout.compare.ComparisonListener;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts since the start. Thread-safe. */
final class RolloutTally implements ComparisonListener {
  private final LongAdder switches = new LongAdder();
  private final LongAdder returns = new LongAdder();
  private final LongAdder failedLoads = new LongAdder();
  private final LongAdder standIns = new LongAdder();
  private final LongAdder compared = new LongAdder();
  private final LongAdder notCompared = new LongAdder();

  void switched() {
    switches.increment();
  }

  void returned() {
    returns.increment();
  }

  void failedLoad() {
    failedLoads.increment();
  }

  void stoodIn() {
    standIns.increment();
  }

  @Override
  public void compared() {
    compared.increment();
  }

  @Override
  public void notCompared() {
    notCompared.increment();
  }

  RolloutCounts counts(LongSupplier unpublished) {
    return new RolloutCounts(
        switches.sum(),
        returns.sum(),
        failedLoads.sum(),
        standIns.sum(),
        compared.sum(),
        notCompared.sum(),
        unpublished.getAsLong());
  }
}
