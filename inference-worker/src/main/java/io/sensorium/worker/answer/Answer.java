package io.sensorium.worker.answer;

import io.sensorium.event.MissingReason;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is published for one moment.
 *
 * @param record the prediction or the dead letter, serialized
 * @param predicted whether it is a prediction
 * @param mayPass whether another try may end otherwise: something failed that was not the moment's
 *     own fault
 * @param lost why payloads of the moment could not be had, one for each
 */
public record Answer(
    ProducerRecord<byte[], byte[]> record,
    boolean predicted,
    boolean mayPass,
    List<MissingReason> lost) {
  public Answer {
    lost = List.copyOf(lost);
  }
}
