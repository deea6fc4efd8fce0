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
  boolean fallen(Sensors<?> sensors, long now) {
    return last != SiteState.UNSET && sensors.fallenBelow(last - spec.clockJumpUs(), now);
  }

  /** The instant at which {@link #fallen} becomes true by silence alone. */
  long nextFall(Sensors<?> sensors, long now) {
    return last == SiteState.UNSET
        ? Long.MAX_VALUE
        : sensors.nextFallBelow(last - spec.clockJumpUs(), now);
  }

  private void openWhile(long limit, LongConsumer open) {
    while (next <= limit) {
      open.accept(next);
      last = next;
      next += spec.everyUs();
    }
  }
}
