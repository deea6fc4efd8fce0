package io.sensorium.worker.rollout;

import io.sensorium.config.ConfigException;
import java.time.Duration;

/**
 * When the worker goes back to the version before. What a configuration file leaves out has the
 * default given here.
 *
 * @param within how long after a switch the version before is kept ready, and a moment on which the
 *     new one fails is given to it; 0 for not at all; by default 10 min
 * @param moments how many of the last moments count; by default 50
 * @param failures the share of them at which the worker goes back: moments on which the new version
 *     fails and the one before does not; by default 0.1
 */
public record RollBackConfig(Duration within, Integer moments, Double failures) {
  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final Integer MOMENTS = 50;
  private static final Double FAILURES = 0.1;

  public RollBackConfig {
    // A configuration file may leave out any of them.
    within = within == null ? WITHIN : within;
    moments = moments == null ? MOMENTS : moments;
    failures = failures == null ? FAILURES : failures;
    if (within.isNegative() || moments < 1 || !(failures > 0 && failures <= 1)) {
      throw new ConfigException(
          "expected a time within of at least 0, moments of at least 1 and failures above 0 and up to 1, found %s, %d and %s"
              .formatted(within, moments, failures));
    }
  }

  /** Everything at its default. */
  public static RollBackConfig standard() {
    return new RollBackConfig(WITHIN, MOMENTS, FAILURES);
  }

  /** The number of moments at which the worker goes back. */
  int tooMany() {
    // Less a little, since 0.07 of 100 is a little more than 7 in floating point.
    return Math.max(1, (int) Math.ceil(failures * moments - 1e-6));
  }
}
