package io.sensorium.worker.rollout.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.event.ComparedVersion;
import io.sensorium.event.Comparison;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class ComparisonPublisherTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void comparisonsGoToThePipelinesTopicByTheirSite() {
    // given
    ComparisonPublisher publisher =
        new ComparisonPublisher(
            "home",
            () -> producer,
            (topic, comparison) -> comparison.getMomentId().getBytes(UTF_8));

    // when
    publisher.offer(comparison("first"));
    publisher.offer(comparison("second"));
    publisher.close();

    // then
    assertThat(producer.history())
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo("home.comparisons");
              assertThat(new String(record.key(), UTF_8)).isEqualTo("my-home");
            })
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("first", "second");
    assertThat(producer.closed()).isTrue();
    assertThat(publisher.lost()).isZero();
  }

  @Test
  void whatThereIsNoRoomForIsLostAndNobodyWaits() throws Exception {
    // given: a producer that does not come
    CountDownLatch gate = new CountDownLatch(1);
    ComparisonPublisher publisher =
        new ComparisonPublisher(
            "home",
            () -> {
              awaitUnchecked(gate);
              return producer;
            },
            (topic, comparison) -> new byte[0]);

    // when
    for (int i = 0; i < 1_500; i++) {
      publisher.offer(comparison("m-" + i));
    }

    // then: a thousand wait, and one is with the thread unless that has not come so far
    assertThat(publisher.lost()).isBetween(499L, 500L);
    gate.countDown();
    await().until(() -> producer.history().size() + publisher.lost() == 1_500);
    publisher.close();
  }

  @Test
  void whatCannotBePublishedIsCounted() {
    ComparisonPublisher publisher =
        new ComparisonPublisher(
            "home",
            () -> producer,
            (topic, comparison) -> {
              throw new TimeoutException("no registry");
            });
    publisher.offer(comparison("first"));
    await().until(() -> publisher.lost() == 1);
    publisher.close();
    publisher.offer(comparison("late"));
    assertThat(publisher.lost()).isEqualTo(2);
  }

  @Test
  void nothingIsOpenedForNothing() {
    ComparisonPublisher publisher =
        new ComparisonPublisher(
            "home",
            () -> {
              throw new AssertionError("not needed");
            },
            (topic, comparison) -> new byte[0]);
    publisher.close();
    assertThat(publisher.lost()).isZero();
  }

  private static void awaitUnchecked(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Comparison comparison(String moment) {
    ComparedVersion version = ComparedVersion.newBuilder().setVersion("1").build();
    return Comparison.newBuilder()
        .setMomentId(moment)
        .setPipeline("home")
        .setSite("my-home")
        .setEventTime(Instant.EPOCH)
        .setComparedAt(Instant.EPOCH)
        .setModel("scene")
        .setServed(version)
        .setShadow(version)
        .build();
  }
}
