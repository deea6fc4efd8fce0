package io.sensorium.worker.answer;

import io.sensorium.event.MissingReason;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is published for one moment.
 *
 * @param record the prediction or the dead letter, serialized
 * @param predicted whether it is a prediction
 * @param lost why payloads of the moment could not be had, one for each
 * @param times where a prediction's time went; null where it is none
 */
public record Answer(
    ProducerRecord<byte[], byte[]> record,
    boolean predicted,
    List<MissingReason> lost,
    @Nullable StageTimes times) {
  public Answer {
    lost = List.copyOf(lost);
  }

  /** One whose times nobody knows. */
  public Answer(
      ProducerRecord<byte[], byte[]> record, boolean predicted, List<MissingReason> lost) {
    this(record, predicted, lost, null);
  }
}
