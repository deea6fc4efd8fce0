package io.sensorium.fusion.align;

import java.util.function.LongConsumer;

/** The ticks of a site whose moments open at the multiples of a duration. */
final class Ticks {
  /** A leap over more ticks than this opens only those that something at hand may use. */
  private static final long MOST_AT_ONCE = 100_000;

  private final AlignmentSpec spec;
  private final long reach;
  private long next = SiteState.UNSET;
  private long last = SiteState.UNSET;

  Ticks(AlignmentSpec spec) {
    this.spec = spec;
    this.reach = spec.inputs().stream().mapToLong(i -> i.matching().reachUs()).max().orElse(0);
  }

  long next() {
    return next;
  }

  long last() {
    return last;
  }

  void recall(long nextTick, long lastTick) {
    next = nextTick;
    last = lastTick;
  }

  /** The epoch has ended: the next time seen is the first. */
  void restart() {
    recall(SiteState.UNSET, SiteState.UNSET);
  }

  /**
   * Opens every tick up to {@code t}, from the first at or after the first time seen.
   *
   * @param lastUse the greatest T that could use what was buffered before
   */
  void upTo(long t, long lastUse, LongConsumer open) {
    long every = spec.everyUs();
    if (next == SiteState.UNSET) {
      next = -Math.floorDiv(-t, every) * every;
    }
    if ((t - next) / every > MOST_AT_ONCE) {
      openWhile(Math.min(t, lastUse), open);
      next = Math.max(next, Math.floorDiv(t - reach, every) * every);
    }
    openWhile(t, open);
  }

  /**
   * Whether the clocks have been set back: the largest watermark among live sensors is more than
   * the clock jump below the last tick.
   */
  boolean fallen(Iterable<? extends SensorClock<?>> sensors, long now) {
    if (last == SiteState.UNSET) {
      return false;
    }
    boolean any = false;
    for (SensorClock<?> sensor : sensors) {
      if (sensor.live(now)) {
        any = true;
        if (sensor.watermark >= last - spec.clockJumpUs()) {
          return false;
        }
      }
    }
    return any;
  }

  /**
   * The instant at which {@link #fallen} becomes true by silence alone: when the last sensor that
   * keeps up with the ticks stops being live while another goes on.
   */
  long nextFall(Iterable<? extends SensorClock<?>> sensors, long now) {
    if (last == SiteState.UNSET) {
      return Long.MAX_VALUE;
    }
    long keepingUp = Long.MIN_VALUE;
    long behind = Long.MIN_VALUE;
    for (SensorClock<?> sensor : sensors) {
      if (sensor.live(now)) {
        long silent = sensor.lastArrival + sensor.idleUs;
        if (sensor.watermark >= last - spec.clockJumpUs()) {
          keepingUp = Math.max(keepingUp, silent);
        } else {
          behind = Math.max(behind, silent);
        }
      }
    }
    return keepingUp > Long.MIN_VALUE && behind > keepingUp ? keepingUp : Long.MAX_VALUE;
  }

  private void openWhile(long limit, LongConsumer open) {
    while (next <= limit) {
      open.accept(next);
      last = next;
      next += spec.everyUs();
    }
  }
}
