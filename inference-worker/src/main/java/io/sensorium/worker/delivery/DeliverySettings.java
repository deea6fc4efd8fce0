package io.sensorium.worker.delivery;

import io.sensorium.topic.Topics;
import java.time.Duration;

/**
 * How moments become predictions on topics.
 *
 * @param pipeline the pipeline's name, from which the topics follow
 * @param commitInterval the time between two transactions at least; a lone prediction after a quiet
 *     interval is committed at once
 * @param recordsPerTransaction a transaction is not put off once so many records wait for it
 * @param maxInFlight moments taken and not yet published, at most
 * @param maxInFlightBytes payload bytes of those, at most; a single larger moment goes alone
 * @param maxRecordBytes largest record that may be produced
 * @param drain how long closing waits for the moments in flight
 */
public record DeliverySettings(
    String pipeline,
    Duration commitInterval,
    int recordsPerTransaction,
    int maxInFlight,
    long maxInFlightBytes,
    int maxRecordBytes,
    Duration drain) {

  String moments() {
    return Topics.moments(pipeline);
  }

  String predictions() {
    return Topics.predictions(pipeline);
  }

  String deadLetters() {
    return Topics.deadLetters(pipeline);
  }
}
