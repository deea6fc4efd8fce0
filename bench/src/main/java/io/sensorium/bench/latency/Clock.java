package io.sensorium.bench.latency;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The wall clock of this machine in microseconds, which all its processes share. */
final class Clock {
  private Clock() {}

  static long us() {
    return us(Instant.now());
  }

  static long us(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
