package io.sensorium.worker.share;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts answers on their topics. Safe to call from several threads. */
interface AnswerSender {

  /**
   * Sends a record.
   *
   * @param done told once the broker has it, with null, or why it has it not; on any thread
   */
  void send(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> done);
}
