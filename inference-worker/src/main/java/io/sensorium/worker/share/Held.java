package io.sensorium.worker.share;

import io.sensorium.worker.answer.Answer;
import java.util.Objects;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A moment that a reader has acquired and not yet acknowledged. Owned by the reader's thread. */
final class Held {
  private final ConsumerRecord<byte[], byte[]> record;
  private @Nullable Taken taken;
  private @Nullable Answer answer;
  private @Nullable AcknowledgeType verdict;
  private boolean gone;

  Held(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** How often it has been delivered, this time included. */
  int deliveries() {
    return record.deliveryCount().orElse((short) 1);
  }

  /** Whether it still waits for room. */
  boolean waiting() {
    return taken == null && verdict == null;
  }

  void begin(Taken begun) {
    taken = begun;
  }

  /** Bytes of payload that it holds. */
  long bytes() {
    return taken == null ? 0 : taken.bytes();
  }

  void answer(Answer ready) {
    answer = ready;
  }

  /** What has been published for it. */
  Answer answer() {
    return Objects.requireNonNull(answer);
  }

  void settle(AcknowledgeType type) {
    verdict = type;
  }

  /** Whether its lock is lost: what comes of it concerns nobody. */
  boolean gone() {
    return gone;
  }

  void lose() {
    gone = true;
    drop();
  }

  /** Lets go of the answer. */
  void drop() {
    if (taken != null) {
      taken.drop().run();
    }
  }
}
