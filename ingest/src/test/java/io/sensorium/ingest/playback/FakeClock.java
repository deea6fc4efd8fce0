package io.sensorium.ingest.playback;

import java.util.ArrayList;
import java.util.List;

/** Time as a field: waiting moves it. */
public final class FakeClock implements PlaybackClock {
  private final List<Long> awaited = new ArrayList<>();
  private long nowUs;

  public FakeClock(long nowUs) {
    this.nowUs = nowUs;
  }

  @Override
  public synchronized long nowUs() {
    return nowUs;
  }

  @Override
  public synchronized void awaitUs(long instantUs) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    awaited.add(instantUs);
    nowUs = Math.max(nowUs, instantUs);
  }

  /** The instants that were waited for. */
  public synchronized List<Long> awaited() {
    return List.copyOf(awaited);
  }
}
