package io.sensorium.worker.share;

import io.sensorium.config.ConfigException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a worker takes part in a share group. What a configuration file leaves out has the default
 * given here.
 *
 * @param readers consumers of the worker, each with its own part of what may be in flight: one
 *     fetches while the moments of another are worked on; by default 2
 * @param maxTries how often a moment is delivered before a dead letter takes its place; by default
 *     5. Every delivery counts, also one that a killed worker did not live to answer
 * @param lock how long the broker waits for an answer before it delivers a moment again; a worker
 *     that is alive renews it in time; by default what the broker has, 30 s
 */
public record ShareConfig(Integer readers, Integer maxTries, @Nullable Duration lock) {
  private static final Integer READERS = 2;
  private static final Integer MAX_TRIES = 5;

  public ShareConfig {
    // A configuration file may leave out any of them.
    readers = readers == null ? READERS : readers;
    maxTries = maxTries == null ? MAX_TRIES : maxTries;
    if (readers < 1 || maxTries < 1) {
      throw new ConfigException(
          "expected readers and max-tries of at least 1, found %d and %d"
              .formatted(readers, maxTries));
    }
    if (lock != null && lock.toMillis() < 1) {
      throw new ConfigException("expected a lock of at least 1 ms, found " + lock);
    }
  }

  /** Everything at its default. */
  public static ShareConfig standard() {
    return new ShareConfig(READERS, MAX_TRIES, null);
  }
}
