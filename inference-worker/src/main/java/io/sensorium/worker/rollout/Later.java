package io.sensorium.worker.rollout;

import java.time.Duration;

/** Runs something after a while, on a thread of its own, where it may take long. */
@FunctionalInterface
interface Later {
  void run(Runnable work, Duration after);
}
