package io.sensorium.fusion.align;

/**
 * How an input chooses events for a moment at T. Times and spans are microseconds.
 *
 * <p>{@link #reachUs} is how far beyond T the sensors' watermarks must be before the choice is
 * final; {@link #lastUse} is the greatest T that could use an event.
 */
public sealed interface Matching {

  /** How far beyond T an event may still be chosen, where no candidate is known. */
  long reachUs();

  /** The greatest T that could use an event at {@code t} whose span ends at {@code end}. */
  long lastUse(long t, long end);

  /** A span that two events of the input in succession are apart at least; 0 where unknown. */
  default long leastGapUs() {
    return 0;
  }

  /** The one event that opened the moment. */
  record Pace() implements Matching {
    @Override
    public long reachUs() {
      return 0;
    }

    @Override
    public long lastUse(long t, long end) {
      return t;
    }
  }

  /**
   * The one event of a set of events that lie closest in time; for an approximate pace, where every
   * input is matched so. The set's moment is at the latest of them.
   *
   * @param leastGapUs two events of the input in succession are apart by this at least; 0 where
   *     that is unknown
   */
  record Member(long leastGapUs) implements Matching {
    @Override
    public long reachUs() {
      return 0;
    }

    @Override
    public long lastUse(long t, long end) {
      return t;
    }
  }

  /** The event with the smallest |t − T| within the tolerance. */
  record Nearest(long toleranceUs) implements Matching {
    @Override
    public long reachUs() {
      return toleranceUs;
    }

    @Override
    public long lastUse(long t, long end) {
      return t + toleranceUs;
    }
  }

  /** The event with the greatest t ≤ T within the lookback. */
  record Latest(long lookbackUs) implements Matching {
    @Override
    public long reachUs() {
      return 0;
    }

    @Override
    public long lastUse(long t, long end) {
      return t + lookbackUs;
    }
  }

  /** Every event whose span meets [T − before, T + after). */
  record Overlap(long beforeUs, long afterUs) implements Matching {
    @Override
    public long reachUs() {
      return afterUs;
    }

    @Override
    public long lastUse(long t, long end) {
      return end > t ? end + beforeUs - 1 : t + beforeUs;
    }
  }
}
