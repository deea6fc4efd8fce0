package io.sensorium.bench.jvm;

import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.Usage;
import java.time.Duration;

/** One run of one contender, and the tail of what it writes. For one thread. */
public final class ContenderRun {
  private static final long LOOK_EVERY_MS = 50;
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration STANDS_STILL = Duration.ofSeconds(30);

  private final ContenderJvm jvm;
  private final Tail tail;
  private final Duration quiet;
  private final long beganMs = System.currentTimeMillis();
  private long lookedMs;
  private long taken;
  private long changedMs = beganMs;

  private ContenderRun(ContenderJvm jvm, Tail tail, Duration quiet) {
    this.jvm = jvm;
    this.tail = tail;
    this.quiet = quiet;
  }

  /**
   * Begins it.
   *
   * @param quiet see {@link #awaitEnd}
   */
  public static ContenderRun begin(
      ContenderJvm jvm, Tail tail, Duration quiet, RunSettings settings)
      throws InterruptedException {
    jvm.begin(settings);
    return new ContenderRun(jvm, tail, quiet);
  }

  /** Reads on for a few milliseconds, and looks from time to time how far it is. */
  public void poll() throws InterruptedException {
    tail.poll();
    long nowMs = System.currentTimeMillis();
    if (nowMs - lookedMs >= LOOK_EVERY_MS) {
      lookedMs = nowMs;
      long now = jvm.taken();
      changedMs = now > taken ? nowMs : changedMs;
      taken = now;
    }
  }

  /**
   * Waits until all events are taken and nothing new has shown for a while, or until it stands
   * still, as one does whose clock was set wrong by an event.
   *
   * @return what the run took of its JVM
   * @throws ChildFailure if it fails or does not end in time
   */
  public Usage awaitEnd(long events) throws InterruptedException {
    while (silentMs() < (taken < events ? STANDS_STILL : quiet).toMillis()) {
      poll();
      if (System.currentTimeMillis() - beganMs > LIMIT.toMillis()) {
        throw new ChildFailure(
            "took %,d of %,d events in %d min".formatted(taken, events, LIMIT.toMinutes()));
      }
    }
    if (taken == 0) {
      throw new ChildFailure("took no event within %d s".formatted(STANDS_STILL.toSeconds()));
    }
    return jvm.end(Math.max(changedMs, tail.lastVisibleMs()));
  }

  private long silentMs() {
    return System.currentTimeMillis() - Math.max(changedMs, tail.lastVisibleMs());
  }
}
