package io.sensorium.ingest.publish;

import io.sensorium.event.Modality;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts of one publisher, from any thread. */
final class PublishTally {
  private final Map<Modality, LongAdder> acknowledged = new EnumMap<>(Modality.class);
  private final LongAdder acknowledgedBytes = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile @Nullable String lastError;

  PublishTally() {
    for (Modality modality : Modality.values()) {
      acknowledged.put(modality, new LongAdder());
    }
  }

  void acknowledged(SensorEvent event) {
    LongAdder adder = acknowledged.get(event.modality());
    if (adder != null) {
      adder.increment();
    }
    acknowledgedBytes.add(event.bytes());
    lastError = null;
  }

  /** Whether it is the first failure since an acknowledgement, which is worth a line of log. */
  boolean failed(String error) {
    failed.increment();
    return paused(error);
  }

  /** As {@link #failed}, for a failure that is being retried. */
  boolean paused(String error) {
    boolean first = lastError == null;
    lastError = error;
    return first;
  }

  void refused() {
    refused.increment();
  }

  PublishCounts counts(long bytesInFlight) {
    Map<Modality, Long> events = new EnumMap<>(Modality.class);
    acknowledged.forEach((modality, adder) -> events.put(modality, adder.sum()));
    return new PublishCounts(
        events, acknowledgedBytes.sum(), failed.sum(), refused.sum(), bytesInFlight, lastError);
  }
}
