package io.sensorium.worker.graph;

import io.sensorium.event.Stage;
import io.sensorium.worker.moment.Outcome;
import java.time.Duration;
import java.util.Objects;

/** What is said of moments that are refused under load. */
final class Refusals {
  private Refusals() {}

  static Outcome outcome(QueuePolicy policy, GraphListener.Refusal why, long waitedMs) {
    if (why == GraphListener.Refusal.DEADLINE) {
      Duration deadline = Objects.requireNonNull(policy.deadline());
      return new Outcome.Failed(
          Stage.QUEUE,
          "deadline: expected a wait of at most %d ms in the queue, found %d ms; add workers, allow 'predict-partial', or raise queue.deadline"
              .formatted(deadline.toMillis(), waitedMs),
          null);
    }
    String reason =
        "shed: expected at most %d moments in the queue, found more; it had waited %d ms; add workers or raise queue.capacity"
            .formatted(policy.capacity(), waitedMs);
    return policy.letters()
        ? new Outcome.Failed(Stage.QUEUE, reason, null)
        : new Outcome.Dropped(reason);
  }
}
