package io.sensorium.ingest.playback;

import io.sensorium.config.Durations;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The clock that events are played by, in microseconds since the epoch of time. */
public interface PlaybackClock {
  long nowUs();

  /**
   * Returns at or shortly after an instant, at once if it has passed.
   *
   * @throws InterruptedException if the thread is interrupted before
   */
  void awaitUs(long instantUs) throws InterruptedException;

  /** The wall clock at this call, driven on by the monotonic clock. */
  static PlaybackClock system() {
    long wallUs = Durations.micros(Instant.now());
    long nanos = System.nanoTime();
    return new PlaybackClock() {
      @Override
      public long nowUs() {
        return wallUs + (System.nanoTime() - nanos) / 1_000;
      }

      @Override
      public void awaitUs(long instantUs) throws InterruptedException {
        for (long left = instantUs - nowUs(); left > 0; left = instantUs - nowUs()) {
          LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(left));
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      }
    };
  }
}
