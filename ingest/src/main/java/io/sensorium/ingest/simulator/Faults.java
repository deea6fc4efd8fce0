package io.sensorium.ingest.simulator;

import io.sensorium.config.ConfigException;

/**
 * What goes wrong between a sensor and the broker. What a configuration file leaves out is as
 * usual.
 *
 * @param late fraction of events that are delivered 200 to 800 ms late, out of order; usually 0.02
 * @param duplicates fraction of events that are delivered twice; usually 0.005
 * @param dropOutsPerMinute how often a sensor goes silent for 1 to 3 s, on average; usually 0.5
 * @param clockOffsetMs the largest error of a device's clock in milliseconds; usually 15
 */
public record Faults(
    Double late, Double duplicates, Double dropOutsPerMinute, Double clockOffsetMs) {
  private static final Double LATE = 0.02;
  private static final Double DUPLICATES = 0.005;
  private static final Double DROP_OUTS = 0.5;
  private static final Double CLOCK_OFFSET_MS = 15.0;

  public Faults {
    late = fraction("late", late == null ? LATE : late);
    duplicates = fraction("duplicates", duplicates == null ? DUPLICATES : duplicates);
    dropOutsPerMinute = dropOutsPerMinute == null ? DROP_OUTS : dropOutsPerMinute;
    clockOffsetMs = clockOffsetMs == null ? CLOCK_OFFSET_MS : clockOffsetMs;
    if (!(dropOutsPerMinute >= 0 && clockOffsetMs >= 0)) {
      throw new ConfigException(
          "expected drop-outs-per-minute and clock-offset-ms of 0 or more, found "
              + dropOutsPerMinute
              + " and "
              + clockOffsetMs);
    }
  }

  public static Faults usual() {
    return new Faults(LATE, DUPLICATES, DROP_OUTS, CLOCK_OFFSET_MS);
  }

  /** Nothing goes wrong; delivery still takes its time. */
  public static Faults none() {
    return new Faults(0.0, 0.0, 0.0, 0.0);
  }

  private static Double fraction(String name, Double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new ConfigException("expected " + name + " from 0 to 1, found " + value);
    }
    return value;
  }
}
