package io.sensorium.deploy.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class LeaderWaitTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger pauses = new AtomicInteger();
  private final LeaderWait wait = new LeaderWait(time -> pauses.incrementAndGet());

  @Test
  void looks_again_while_a_broker_does_not_know_the_topic() throws Exception {
    wait.until(() -> looks.incrementAndGet() < 4 ? failed(unknown()) : known());

    assertEquals(4, looks.get());
    assertEquals(3, pauses.get());
  }

  @Test
  void other_failures_are_the_callers_at_once() {
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () ->
                wait.until(
                    () -> {
                      looks.incrementAndGet();
                      return failed(new TopicAuthorizationException("no"));
                    }));

    assertInstanceOf(TopicAuthorizationException.class, failure.getCause());
    assertEquals(1, looks.get());
  }

  @Test
  void a_topic_that_never_comes_is_a_failure_in_the_end() {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> wait.until(() -> failed(unknown())));

    assertInstanceOf(UnknownTopicOrPartitionException.class, failure.getCause());
    assertEquals(LeaderWait.LOOKS - 1, pauses.get());
  }

  private static Exception unknown() {
    return new UnknownTopicOrPartitionException("not yet");
  }

  private static KafkaFuture<?> known() {
    return KafkaFuture.completedFuture(null);
  }

  private static KafkaFuture<?> failed(Exception cause) {
    KafkaFutureImpl<Void> future = new KafkaFutureImpl<>();
    future.completeExceptionally(cause);
    return future;
  }
}
