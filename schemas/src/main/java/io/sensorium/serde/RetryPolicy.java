package io.sensorium.serde;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a registry request is repeated: after pauses that double from {@code
 * first} up to {@code longest}, each shortened at random by up to a half, so that a fleet that lost
 * the registry together does not return together.
 *
 * @param retries repetitions after the first attempt
 */
record RetryPolicy(int retries, Duration first, Duration longest) {
  RetryPolicy {
    if (retries < 0 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "expected retries >= 0 and 0 <= first <= longest, found "
              + retries
              + ", "
              + first
              + ", "
              + longest);
    }
  }

  /**
   * The pause before a repetition.
   *
   * @param repetition counts from 0
   */
  Duration pause(int repetition, RandomGenerator random) {
    long doubled = first.toNanos() << Math.min(repetition, 20);
    long nanos = Math.min(longest.toNanos(), doubled < 0 ? Long.MAX_VALUE : doubled);
    return Duration.ofNanos((long) (nanos * (1 - random.nextDouble() / 2)));
  }
}
