package io.sensorium.worker.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.answer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShareReaderTest {
  private static final int MAX_TRIES = 3;
  private static final Duration HALF_A_LOCK = Duration.ofMillis(FakeShareConsumer.LOCK_MS / 2);

  private final FakeShareConsumer consumer = new FakeShareConsumer();
  private final Map<Long, CompletableFuture<Answer>> working = new HashMap<>();
  private final List<Long> begun = new ArrayList<>();
  private final List<Consumer<@Nullable Exception>> sending = new ArrayList<>();
  private final List<String> counted = new ArrayList<>();
  private final Room room = new Room(100);
  private boolean registryDown;
  private long nanos;

  private final ShareReader reader =
      new ShareReader(
          new AcquiredMoments(consumer, () -> nanos),
          (record, deliveries) -> {
            if (registryDown) {
              throw new RegistryUnavailableException("connection refused", null);
            }
            begun.add(record.offset());
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            working.put(record.offset(), answer);
            return new Taken(answer, 60, () -> answer.cancel(false));
          },
          (record, done) -> sending.add(done),
          new Counting(),
          room,
          MAX_TRIES,
          () -> nanos);

  @Test
  void acceptsAMomentOnlyOnceItsPredictionIsOnTheBroker() {
    consumer.offer(7, 1);
    turn();

    answer(7, prediction());
    turn();
    assertThat(consumer.acknowledged).isEmpty();
    sent();
    turn();

    assertThat(consumer.acknowledged).containsExactly("7 ACCEPT");
    assertThat(counted).containsExactly("taken", "answered");
    assertThat(reader.inFlight()).isZero();
  }

  @Test
  void acknowledgesEachAsItIsDoneAndAcquiresMoreOnceAllAre() {
    consumer.offer(1, 1);
    consumer.offer(2, 1);
    turn();
    consumer.offer(3, 1);
    answer(2, prediction());
    turn();
    sent();
    turn();
    assertThat(consumer.acknowledged).containsExactly("2 ACCEPT");
    turn();
    assertThat(begun).containsExactly(1L, 2L);

    answer(1, prediction());
    turn();
    sent();
    turn();
    turn();

    assertThat(consumer.acknowledged).containsExactly("2 ACCEPT", "1 ACCEPT");
    assertThat(begun).containsExactly(1L, 2L, 3L);
  }

  @Test
  void givesBackWhatFailedUntilItsLastTryAndThenRejectsItBehindADeadLetter() {
    consumer.offer(7, MAX_TRIES - 1);
    turn();
    answer(7, deadLetter(true));
    turn();
    assertThat(consumer.acknowledged).containsExactly("7 RELEASE");
    assertThat(sending).isEmpty();

    consumer.offer(7, MAX_TRIES);
    turn();
    answer(7, deadLetter(true));
    turn();
    sent();
    turn();

    assertThat(consumer.acknowledged).containsExactly("7 RELEASE", "7 REJECT");
    assertThat(counted).containsExactly("taken", "released", "taken", "answered");
  }

  @Test
  void doesNotTryAgainWhatIsTheMomentsOwnFault() {
    consumer.offer(7, 1);
    turn();

    answer(7, deadLetter(false));
    turn();
    sent();
    turn();

    assertThat(consumer.acknowledged).containsExactly("7 REJECT");
  }

  @Test
  void givesBackWhatCouldNotBePublishedOrWasGivenUpOnItsWay() {
    consumer.offer(1, 1);
    turn();
    answer(1, prediction());
    turn();
    sending.remove(0).accept(new TimeoutException("no broker"));
    turn();
    nanos += Duration.ofSeconds(1).toNanos();
    consumer.offer(2, 1);
    turn();
    working.get(2L).cancel(false);
    turn();

    assertThat(consumer.acknowledged).containsExactly("1 RELEASE", "2 RELEASE");
  }

  @Test
  void renewsTheLocksOfWhatTakesLong() {
    consumer.offer(7, 1);
    turn();
    nanos += HALF_A_LOCK.toNanos();
    turn();
    assertThat(consumer.acknowledged).containsExactly("7 RENEW");

    answer(7, prediction());
    turn();
    sent();
    turn();

    assertThat(consumer.acknowledged).containsExactly("7 RENEW", "7 ACCEPT");
    assertThat(begun).containsExactly(7L);
  }

  @Test
  void dropsAMomentWhoseLockIsLost() {
    consumer.renewalFails = true;
    consumer.offer(7, 1);
    turn();
    nanos += HALF_A_LOCK.toNanos();
    turn();

    assertThat(working.get(7L)).isCancelled();
    assertThat(reader.inFlight()).isZero();
    turn();
    assertThat(consumer.acknowledged).containsExactly("7 RENEW");
  }

  @Test
  void holdsMomentsWhileTheRegistryIsAwayBecauseEachDeliveryCounts() {
    registryDown = true;
    consumer.offer(7, 1);
    turn();
    nanos += HALF_A_LOCK.toNanos();
    turn();
    assertThat(consumer.acknowledged).containsExactly("7 RENEW");
    assertThat(begun).isEmpty();

    registryDown = false;
    nanos += Duration.ofSeconds(10).toNanos();
    turn();

    assertThat(begun).containsExactly(7L);
  }

  @Test
  void beginsWhatThereIsRoomForAndOneAtLeast() {
    for (long offset = 1; offset <= 4; offset++) {
      consumer.offer(offset, 1);
    }
    turn();
    assertThat(begun).containsExactly(1L, 2L);

    answer(1, deadLetter(false));
    turn();
    sent();
    turn();
    turn();

    assertThat(begun).containsExactly(1L, 2L, 3L);
  }

  @Test
  void finishesWhatIsBegunAndGivesBackTheRestAtTheEnd() {
    for (long offset = 1; offset <= 3; offset++) {
      consumer.offer(offset, 1);
    }
    turn();
    drainTurn();
    assertThat(consumer.acknowledged).containsExactly("3 RELEASE");

    answer(1, prediction());
    drainTurn();
    sent();
    drainTurn();
    assertThat(reader.inFlight()).isEqualTo(1);
    reader.close();

    assertThat(consumer.acknowledged).containsExactly("3 RELEASE", "1 ACCEPT", "2 RELEASE");
    assertThat(consumer.closed).isTrue();
  }

  /** A turn that waits for nothing. */
  private void turn() {
    reader.wake();
    reader.turn();
  }

  private void drainTurn() {
    reader.wake();
    reader.drainTurn();
  }

  private void answer(long offset, Answer answer) {
    working.get(offset).complete(answer);
  }

  private void sent() {
    sending.remove(0).accept(null);
  }

  private static Answer prediction() {
    return new Answer(record("home.predictions"), true, false, List.of());
  }

  private static Answer deadLetter(boolean mayPass) {
    return new Answer(record("home.dead-letters"), false, mayPass, List.of());
  }

  private static ProducerRecord<byte[], byte[]> record(String topic) {
    return new ProducerRecord<>(topic, new byte[] {1});
  }

  private final class Counting implements ShareEvents {
    @Override
    public void taken() {
      counted.add("taken");
    }

    @Override
    public void answered(Answer answer) {
      counted.add("answered");
    }

    @Override
    public void released() {
      counted.add("released");
    }
  }
}
