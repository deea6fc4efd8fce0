package io.sensorium.worker.share;

import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.answer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A reader on one thread, with a clock, models and a producer that the test moves. */
final class ReaderFixture {
  static final int MAX_TRIES = 3;
  static final Duration HALF_A_LOCK = Duration.ofMillis(FakeShareConsumer.LOCK_MS / 2);
  private static final long ROOM = 100;
  private static final long MOMENT = 60;

  final FakeShareConsumer consumer = new FakeShareConsumer();

  /** Answers to come, by offset. */
  final Map<Long, CompletableFuture<Answer>> working = new HashMap<>();

  /** Offsets of the moments that have been set on their way. */
  final List<Long> begun = new ArrayList<>();

  /** What waits for the broker. */
  final List<Consumer<@Nullable Exception>> sending = new ArrayList<>();

  /** What was told, in its order. */
  final List<String> counted = new ArrayList<>();

  boolean registryDown;
  private long nanos;

  final ShareReader reader =
      new ShareReader(
          new AcquiredMoments(consumer, () -> nanos),
          (record, deliveries) -> begin(record),
          (record, done) -> sending.add(done),
          new Counting(),
          new Room(ROOM),
          MAX_TRIES,
          () -> nanos);

  /** A turn that waits for nothing. */
  void turn() {
    reader.wake();
    reader.turn();
  }

  void drainTurn() {
    reader.wake();
    reader.drainTurn();
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  void answer(long offset, Answer answer) {
    working.get(offset).complete(answer);
  }

  /** The broker has the first that waits for it. */
  void sent() {
    sending.remove(0).accept(null);
  }

  static Answer prediction() {
    return new Answer(record("home.predictions"), true, false, List.of());
  }

  static Answer deadLetter(boolean mayPass) {
    return new Answer(record("home.dead-letters"), false, mayPass, List.of());
  }

  private Taken begin(ConsumerRecord<byte[], byte[]> record) {
    if (registryDown) {
      throw new RegistryUnavailableException("connection refused", null);
    }
    begun.add(record.offset());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    working.put(record.offset(), answer);
    return new Taken(answer, MOMENT, () -> answer.cancel(false));
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
