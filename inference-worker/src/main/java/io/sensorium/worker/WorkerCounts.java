package io.sensorium.worker;

import io.sensorium.event.MissingReason;
import java.util.Map;

/**
 * What a worker has done since it started.
 *
 * @param moments moments taken; a moment that had to be read again counts again
 * @param predictions predictions committed
 * @param deadLetters dead letters committed
 * @param failedTransactions transactions that did not commit; their moments were read again
 * @param lostPayloads payloads that could not be had, by reason, of the moments answered
 */
public record WorkerCounts(
    long moments,
    long predictions,
    long deadLetters,
    long failedTransactions,
    Map<MissingReason, Long> lostPayloads) {
  public WorkerCounts {
    lostPayloads = Map.copyOf(lostPayloads);
  }
}
