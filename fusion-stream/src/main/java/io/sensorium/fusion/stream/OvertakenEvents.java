package io.sensorium.fusion.stream;

import io.sensorium.fusion.stream.source.ArrivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts events that came after their arrival had been taken for passed, and warns of them once a
 * minute at most. Thread-safe.
 */
public final class OvertakenEvents {
  private static final Logger LOG = LoggerFactory.getLogger(OvertakenEvents.class);
  private static final long SILENT_MS = Duration.ofMinutes(1).toMillis();

  private final FusionCounter counter;
  private final Clock clock;
  private final AtomicLong nextWarningMs = new AtomicLong(Long.MIN_VALUE);

  public OvertakenEvents(FusionCounter counter, Clock clock) {
    this.counter = counter;
    this.clock = clock;
  }

  /**
   * Returns whether it has warned.
   *
   * @param passedMs everything that arrived by then was taken for read
   */
  public boolean one(ArrivedEvent event, long passedMs) {
    counter.overtaken();
    long now = clock.millis();
    long due = nextWarningMs.get();
    if (now < due || !nextWarningMs.compareAndSet(due, now + SILENT_MS)) {
      return false;
    }
    LOG.warn(
        "expected every event that arrived by {} ms to have been read, found event {} of {} at {}"
            + " that arrived {} ms before; it is handled late, and a replay may decide otherwise."
            + " {} such events since the start. Raise probe-allowance, or see to the brokers'"
            + " clocks",
        passedMs,
        event.header.id(),
        event.header.sensor(),
        event.header.site(),
        passedMs - event.place.arrivalMs(),
        counter.counts().overtaken());
    return true;
  }
}
