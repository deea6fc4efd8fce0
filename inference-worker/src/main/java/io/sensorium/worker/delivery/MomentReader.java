package io.sensorium.worker.delivery;

import io.sensorium.event.Moment;
import io.sensorium.event.Stage;
import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.moment.Outcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads moments from records. Owned by one thread. */
final class MomentReader {

  /** A moment, or why the record is none. */
  sealed interface Reading {
    record Present(Moment moment) implements Reading {}

    record Poison(Outcome.Failed failure) implements Reading {}
  }

  private final Deserializer<Moment> moments;

  MomentReader(Deserializer<Moment> moments) {
    this.moments = moments;
  }

  /**
   * Reads a record.
   *
   * @throws RegistryUnavailableException where nothing can be said of the record for now
   */
  Reading read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return poison("expected a moment, found a tombstone; write moments to this topic only", null);
    }
    try {
      return new Reading.Present(moments.deserialize(record.topic(), record.value()));
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever a decoder throws at hostile bytes is about the bytes.
      return poison(
          "expected a Moment in Avro with a registered schema id, found bytes that are none (%s); see what writes to this topic"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static Reading poison(String reason, @Nullable Throwable cause) {
    return new Reading.Poison(new Outcome.Failed(Stage.DECODE, reason, cause));
  }
}
