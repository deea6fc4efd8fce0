package io.sensorium.ingest.simulator;

import java.util.SplittableRandom;

/** The way from one sensor to the broker, with its delays and faults. For one thread. */
final class Link {
  private static final long NEVER = Long.MIN_VALUE;
  private static final long[] LOST = {};

  private final SplittableRandom random;
  private final Faults faults;
  private final long baseUs;
  private final long jitterUs;
  private final long clockOffsetUs;
  private long lastArrivalUs = NEVER;
  private long lastReadyUs = NEVER;
  private long silentUntilUs = NEVER;

  /**
   * @param baseUs the shortest delay
   * @param jitterUs mean of what comes on top, exponentially distributed
   */
  Link(SplittableRandom random, Faults faults, long baseUs, long jitterUs) {
    this.random = random;
    this.faults = faults;
    this.baseUs = baseUs;
    this.jitterUs = jitterUs;
    long most = Math.round(faults.clockOffsetMs() * 1_000);
    this.clockOffsetUs = most == 0 ? 0 : random.nextLong(-most, most + 1);
  }

  /** How far the device's clock is ahead. */
  long clockOffsetUs() {
    return clockOffsetUs;
  }

  /**
   * Sends one event.
   *
   * @param readyUs when the device has it, not before the one before
   * @return when it arrives: never, once or twice, the first time first
   */
  long[] send(long readyUs) {
    long sinceUs = lastReadyUs == NEVER ? 0 : readyUs - lastReadyUs;
    lastReadyUs = readyUs;
    if (readyUs >= silentUntilUs && chance(faults.dropOutsPerMinute() * sinceUs / 60e6)) {
      silentUntilUs = readyUs + random.nextLong(1_000_000, 3_000_000);
    }
    long arrivalUs = readyUs + baseUs + Math.round(-Math.log1p(-random.nextDouble()) * jitterUs);
    boolean late = chance(faults.late());
    long lateUs = random.nextLong(200_000, 800_000);
    boolean twice = chance(faults.duplicates());
    long againUs = random.nextLong(20_000, 400_000);
    if (readyUs < silentUntilUs) {
      return LOST;
    }
    if (late) {
      arrivalUs += lateUs;
    } else {
      // One connection keeps its order.
      arrivalUs = Math.max(arrivalUs, lastArrivalUs);
      lastArrivalUs = arrivalUs;
    }
    return twice ? new long[] {arrivalUs, arrivalUs + againUs} : new long[] {arrivalUs};
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
