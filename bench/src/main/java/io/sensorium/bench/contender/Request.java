package io.sensorium.bench.contender;

import org.jspecify.annotations.Nullable;

/**
 * One line that a contender's JVM reads.
 *
 * @param what is to be done
 * @param settings of the run to start; null otherwise
 * @param endMs when the run to stop had ended, milliseconds since the epoch of time; 0 otherwise
 */
public record Request(What what, @Nullable RunSettings settings, long endMs) {
  /** What can be asked. */
  public enum What {
    START,
    LOOK,
    STOP
  }

  public static Request start(RunSettings settings) {
    return new Request(What.START, settings, 0);
  }

  public static Request look() {
    return new Request(What.LOOK, null, 0);
  }

  public static Request stop(long endMs) {
    return new Request(What.STOP, null, endMs);
  }
}
