package io.sensorium.ingest.publish;

import io.sensorium.event.Modality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has done so far.
 *
 * @param acknowledged events that Kafka has acknowledged, for every modality
 * @param acknowledgedBytes of these events, about
 * @param failed events that were accepted and then not taken by Kafka or the registry
 * @param refused offers that were turned down because too much was in flight
 * @param bytesInFlight accepted and not acknowledged yet, about
 * @param lastError of the latest failure; null if there was none since the latest acknowledgement
 */
public record PublishCounts(
    Map<Modality, Long> acknowledged,
    long acknowledgedBytes,
    long failed,
    long refused,
    long bytesInFlight,
    @Nullable String lastError) {
  public PublishCounts {
    acknowledged = Map.copyOf(acknowledged);
  }

  /** Acknowledged events of all modalities. */
  public long acknowledgedEvents() {
    return acknowledged.values().stream().mapToLong(Long::longValue).sum();
  }
}
