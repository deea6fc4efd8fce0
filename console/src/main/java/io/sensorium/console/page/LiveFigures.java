package io.sensorium.console.page;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Rate and latency of the latest predictions. For any number of threads. */
final class LiveFigures {
  private static final int SAMPLES = 4096;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private final long startNanos;

  @GuardedBy("this")
  private final long[] seenNanos = new long[SAMPLES];

  @GuardedBy("this")
  private final long[] latenciesUs = new long[SAMPLES];

  @GuardedBy("this")
  private long total;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  LiveFigures(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  synchronized void add(long latencyUs) {
    int slot = (int) (total % SAMPLES);
    seenNanos[slot] = nanoTime.getAsLong();
    latenciesUs[slot] = latencyUs;
    total++;
  }

  /**
   * Figures of the last 10 s, or of the latest {@value SAMPLES} predictions where these are more.
   */
  synchronized Figures figures() {
    long now = nanoTime.getAsLong();
    int kept = (int) Math.min(total, SAMPLES);
    long[] window = new long[kept];
    int count = 0;
    long oldest = now;
    for (int i = 0; i < kept; i++) {
      int slot = (int) ((total - 1 - i) % SAMPLES);
      if (now - seenNanos[slot] > WINDOW_NANOS) {
        break;
      }
      window[count++] = latenciesUs[slot];
      oldest = seenNanos[slot];
    }
    Arrays.sort(window, 0, count);
    boolean full = count == SAMPLES;
    long spanNanos = full ? now - oldest : Math.min(WINDOW_NANOS, now - startNanos);
    double seconds = Math.max(1e-3, spanNanos / 1e9);
    return new Figures(
        total, count / seconds, quantile(window, count, 0.5), quantile(window, count, 0.99));
  }

  /** The nearest rank; -1 of none. */
  private static long quantile(long[] sorted, int count, double q) {
    return count == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(q * count) - 1)];
  }

  /**
   * What the page's head shows.
   *
   * @param total predictions since the console began
   * @param perSecond predictions in a second
   * @param p50Us from event time to prediction; -1 without any prediction
   * @param p99Us from event time to prediction; -1 without any prediction
   */
  record Figures(long total, double perSecond, long p50Us, long p99Us) {
    String json() {
      return String.format(
          java.util.Locale.ROOT,
          "{\"total\":%d,\"per_second\":%.2f,\"p50_us\":%d,\"p99_us\":%d}",
          total,
          perSecond,
          p50Us,
          p99Us);
    }
  }
}
