package io.sensorium.ingest.publish;

import java.util.concurrent.CompletionStage;

/** What became of an event that was offered to the publisher. */
public sealed interface Offer {
  /**
   * It will be sent, in the order of the offers.
   *
   * @param acknowledged completes on a Kafka thread that must not be held up; fails with a {@link
   *     PublishException}
   */
  record Accepted(CompletionStage<Published> acknowledged) implements Offer {}

  /**
   * It was refused because too much is in flight.
   *
   * @param bytesInFlight not acknowledged yet
   * @param limit the most that may be
   */
  record Saturated(long bytesInFlight, long limit) implements Offer {}
}
