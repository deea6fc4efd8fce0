package io.sensorium.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Rates of something that runs by itself and counts what it has done: from the first look that
 * finds anything done, less what it found, to the end. What comes before, such as joining a group
 * or loading a model, does not count.
 */
final class FirstToLast {
  /** Waits between two looks. */
  @FunctionalInterface
  interface Pause {
    void pause() throws InterruptedException;
  }

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Duration limit;

  FirstToLast(LongSupplier nanoTime, Pause pause, Duration limit) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.limit = limit;
  }

  /** Looks every millisecond, for five minutes at most. */
  static FirstToLast ofWallClock() {
    return new FirstToLast(
        System::nanoTime, () -> TimeUnit.MILLISECONDS.sleep(1), Duration.ofMinutes(5));
  }

  /**
   * @param count what is done so far
   * @param total what the count reaches
   * @param ended asked at every look; the end is when it says so and the count is reached
   * @return items a second
   * @throws IllegalStateException if the end does not come in time, or there is nothing between the
   *     first look and the end
   */
  double rate(LongSupplier count, long total, BooleanSupplier ended) throws InterruptedException {
    long began = nanoTime.getAsLong();
    long first = 0;
    long firstNanos = 0;
    while (true) {
      long done = count.getAsLong();
      boolean over = ended.getAsBoolean();
      long now = nanoTime.getAsLong();
      if (first == 0 && done > 0) {
        first = done;
        firstNanos = now;
      }
      if (done >= total && over) {
        if (first >= total || now == firstNanos) {
          throw new IllegalStateException(
              "expected more than one look at the work, found all %d done at the first; ask for more"
                  .formatted(total));
        }
        return (total - first) * 1e9 / (now - firstNanos);
      }
      if (now - began > limit.toNanos()) {
        throw new IllegalStateException(
            "expected %d to be done within %d s, found %d"
                .formatted(total, limit.toSeconds(), done));
      }
      pause.pause();
    }
  }
}
