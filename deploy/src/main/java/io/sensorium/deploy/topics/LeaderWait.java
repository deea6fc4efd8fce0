package io.sensorium.deploy.topics;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits until the brokers know the topics that were just created: the controller answers before
 * they do. The admin client asks again where a partition has no leader yet, but gives up at once
 * where the broker does not know the topic itself (KAFKA-15425).
 */
final class LeaderWait {
  /** Sleeps; in tests it does not. */
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  static final Duration PAUSE = Duration.ofMillis(50);

  /** Half a minute of pauses; the admin client's own waits come on top. */
  static final int LOOKS = 600;

  private final Pause pause;

  LeaderWait(Pause pause) {
    this.pause = pause;
  }

  /** By the wall clock. */
  static LeaderWait blocking() {
    return new LeaderWait(time -> Thread.sleep(time.toMillis()));
  }

  /**
   * @param look asks every leader
   * @throws ExecutionException with what the last look failed of
   */
  void until(Supplier<KafkaFuture<?>> look) throws ExecutionException, InterruptedException {
    for (int looks = 1; ; looks++) {
      try {
        look.get().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || looks >= LOOKS) {
          throw e;
        }
        pause.pause(PAUSE);
      }
    }
  }
}
