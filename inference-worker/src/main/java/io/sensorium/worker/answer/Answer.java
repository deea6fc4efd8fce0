package io.sensorium.worker.answer;

import io.sensorium.event.MissingReason;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is published for one moment.
 *
 * @param record the prediction or the dead letter, serialized; null where the moment is left out by
 *     choice: its offset is committed, and it is counted
 * @param predicted whether it is a prediction
 * @param mayPass whether another try may end otherwise: something failed that was not the moment's
 *     own fault
 * @param lost why payloads of the moment could not be had, one for each
 * @param times where a prediction's time went; null where it is none
 */
public record Answer(
    @Nullable ProducerRecord<byte[], byte[]> record,
    boolean predicted,
    boolean mayPass,
    List<MissingReason> lost,
    @Nullable StageTimes times) {
  public Answer {
    lost = List.copyOf(lost);
  }

  /** One whose times nobody knows. */
  public Answer(
      ProducerRecord<byte[], byte[]> record,
      boolean predicted,
      boolean mayPass,
      List<MissingReason> lost) {
    this(record, predicted, mayPass, lost, null);
  }

  /** Nothing is published. */
  public static Answer nothing() {
    return new Answer(null, false, false, List.of(), null);
  }
}
