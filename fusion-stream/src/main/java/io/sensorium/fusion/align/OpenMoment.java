package io.sensorium.fusion.align;

import org.jspecify.annotations.Nullable;

/** A moment that has not closed yet, and which of its inputs have settled. */
final class OpenMoment<R> {
  final long t;
  final long opened;

  /** The event that opened it; null for a tick. */
  final @Nullable Held<R> pace;

  /** Bit i is set while input i is not settled. */
  long unsettled;

  ClosedBy forcedBy = ClosedBy.SETTLED;
  long forcedAt = SiteState.UNSET;

  OpenMoment(long t, long opened, @Nullable Held<R> pace, long unsettled) {
    this.t = t;
    this.opened = opened;
    this.pace = pace;
    this.unsettled = unsettled;
  }

  boolean waitsFor(int input) {
    return (unsettled & (1L << input)) != 0;
  }

  /** Input settles now; of wait and idle the later counts, and wait where both come at once. */
  void settle(int input, ClosedBy by, long now) {
    unsettled &= ~(1L << input);
    if (by != ClosedBy.SETTLED && (now > forcedAt || by == ClosedBy.WAIT)) {
      forcedBy = by;
      forcedAt = now;
    }
  }
}
