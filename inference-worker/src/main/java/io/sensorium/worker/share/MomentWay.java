package io.sensorium.worker.share;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The way of a moment to its answer. Called by the one reader that it belongs to. */
public interface MomentWay {

  /**
   * Sets a moment on its way.
   *
   * @param deliveries how often the moment has been delivered, this time included
   * @throws io.sensorium.serde.RegistryUnavailableException where nothing can be said of the record
   *     for now
   */
  Taken take(ConsumerRecord<byte[], byte[]> record, int deliveries);
}
