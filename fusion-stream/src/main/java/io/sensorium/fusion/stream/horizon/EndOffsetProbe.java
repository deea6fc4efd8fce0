package io.sensorium.fusion.stream.horizon;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker where the source partitions end, on a thread of its own, and again for as long as
 * a task waits to know. It asks for the high watermark: an end that the consumer reaches only when
 * no open transaction holds records back below it.
 */
public final class EndOffsetProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndOffsetProbe.class);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final BrokerHorizon horizon;
  private final Admin admin;
  private final Clock clock;
  private final long intervalMs;
  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  private EndOffsetProbe(BrokerHorizon horizon, Admin admin, Clock clock, Duration interval) {
    this.horizon = horizon;
    this.admin = admin;
    this.clock = clock;
    this.intervalMs = Math.max(1, interval.toMillis());
    this.thread = new Thread(this::run, "fusion-end-offset-probe");
  }

  /**
   * Starts asking; the admin client stays the caller's.
   *
   * @param interval between an answer and the next question
   */
  public static EndOffsetProbe start(
      BrokerHorizon horizon, Admin admin, Clock clock, Duration interval) {
    EndOffsetProbe probe = new EndOffsetProbe(horizon, admin, clock, interval);
    probe.thread.setDaemon(true);
    probe.thread.start();
    return probe;
  }

  private void run() {
    try {
      while (!closed) {
        ask(horizon.awaited());
        Thread.sleep(intervalMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() ends the thread so
    }
  }

  private void ask(Set<TopicPartition> partitions) throws InterruptedException {
    long asked = clock.millis();
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())));
    try {
      Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
          answer.all().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      ends.forEach((partition, end) -> horizon.probed(partition, end.offset(), asked));
      failing = false;
    } catch (ExecutionException | TimeoutException e) {
      if (!failing && !closed) {
        LOG.warn("the broker does not say where the sources end; moments wait for it", e);
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(ANSWER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
