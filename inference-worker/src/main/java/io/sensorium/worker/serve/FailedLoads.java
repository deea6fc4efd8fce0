package io.sensorium.worker.serve;

import io.sensorium.worker.serve.ServeException.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Remembers for a while what did not load, so that asking again costs nothing. Thread-safe. */
final class FailedLoads {
  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Failure(ServeException cause, long nanos) {}

  private final Map<ServedVersion, Failure> failures = new ConcurrentHashMap<>();

  /**
   * @throws ServeException as the last time, where that is not long ago
   */
  void check(ServedVersion version, long nowNanos) {
    Failure last = failures.get(version);
    if (last != null && nowNanos - last.nanos < MEMORY_NANOS) {
      throw last.cause;
    }
  }

  ServeException add(ServedVersion version, RuntimeException failed, long nowNanos) {
    ServeException cause = new ServeException(Kind.UNAVAILABLE, failed);
    failures.put(version, new Failure(cause, nowNanos));
    return cause;
  }

  void forget(String model) {
    failures.keySet().removeIf(version -> version.model().equals(model));
  }
}
