package io.sensorium.fusion.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor's clock is off by, from its events alone. The delay of an event is its arrival less
 * its event time (of a chunk: the end of its span). It is what the clock is off by, plus what the
 * way took; the way takes a least time again and again, so that the least delays of all draw the
 * clock. What the way takes at least cannot be told from the clock and is part of the answer.
 *
 * <p>The rules, exactly; all times are whole microseconds:
 *
 * <ol>
 *   <li>Arrival time is cut into buckets, from the epoch of time. The window is the bucket of the
 *       present event and those before it, {@link ClockRules#buckets} in all.
 *   <li>With the first event of a bucket the drift is found anew, from the points of the closed
 *       buckets of the window: the slope of the edge of their lower hull just above their mean
 *       event time, 0 while their event times span less than {@link ClockRules#leastSpanUs} or
 *       while it cannot be told from noise ({@link BucketMinima#slopePpb}), and never more than
 *       {@link ClockRules#mostDriftPpb} either way. The origin is the event time of the newest of
 *       them; it is that of the first event, where there is none.
 *   <li>The height of an event is its delay, less drift × (event time − origin), the span cut off
 *       at the length of the window and the product rounded down. The point of a bucket is its
 *       event of least height, by the drift and origin of that bucket; of equals the first.
 *   <li>The level is the least height of all points of the window. The learned offset for an event
 *       time is level + drift × (event time − origin), so that no event of the bucket lies below.
 *   <li>An event whose delay is more than {@code max-ahead} below the learned offset so far is not
 *       believed: it changes nothing but the present bucket. The third running is a clock that was
 *       set forward, and the estimator begins anew with it.
 * </ol>
 *
 * <p>An event costs the same whatever the window holds; the first of a bucket costs a look at every
 * point, for each turn of the search for the edge. Nothing is allocated after construction. Not
 * thread-safe.
 */
public final class OffsetEstimator {
  /** As for the watermark: three times running, and the clock has been set. */
  private static final int RESTART_STRIKES = 3;

  private static final long BILLION = 1_000_000_000;
  private static final long NOTHING = Long.MAX_VALUE;

  private final ClockRules rules;
  private final long mostAhead;
  private final long leastDelay;
  private final BucketMinima closed;

  private long bucket = Long.MIN_VALUE;
  private boolean open;
  private long openEnd;
  private long openDelay;
  private long openHeight;
  private int strikes;

  private long drift;
  private boolean driftKnown;
  private long origin;
  private long level = NOTHING;

  /**
   * @param mostAheadUs how far below the learned offset an event is still believed
   * @param firstUs stands for the learned offset while there is none; null to believe the first
   *     event whatever it says
   */
  public OffsetEstimator(ClockRules rules, long mostAheadUs, @Nullable Long firstUs) {
    this.rules = rules;
    this.mostAhead = mostAheadUs;
    this.leastDelay = firstUs == null ? Long.MIN_VALUE : firstUs - mostAheadUs;
    this.closed = new BucketMinima(rules.buckets() - 1);
  }

  /** Goes on from where another one was, under the same rules. */
  public void recall(EstimatorState state) {
    restart();
    bucket = state.bucket();
    strikes = state.strikes();
    EstimatorState.Point last = null;
    for (EstimatorState.Point point : state.points()) {
      if (bucketOf(point.endUs() + point.delayUs()) < bucket) {
        closed.add(point.endUs(), point.delayUs());
      } else {
        last = point;
      }
    }
    draw();
    if (last != null) {
      take(last.endUs(), last.delayUs());
    }
  }

  /** What to remember. */
  public EstimatorState state() {
    var points = closed.points();
    if (open) {
      points.add(new EstimatorState.Point(openEnd, openDelay));
    }
    return new EstimatorState(bucket, strikes, points);
  }

  /**
   * Takes an event in.
   *
   * @param endUs its event time, at the end of its span
   * @param arrivalUs its arrival, not before that of any event taken in before
   * @return whether it is the first of a bucket and there are closed ones: skew and drift may be
   *     judged
   */
  public boolean feed(long endUs, long arrivalUs) {
    boolean first = turnTo(bucketOf(arrivalUs));
    long delay = arrivalUs - endUs;
    boolean believed = known() ? delay >= offsetUs(endUs) - mostAhead : delay >= leastDelay;
    strikes = believed ? 0 : strikes + 1;
    if (believed) {
      take(endUs, delay);
    } else if (strikes == RESTART_STRIKES) {
      restart(endUs, arrivalUs);
    }
    return first && closed.size() > 0;
  }

  /** The sensor's clock has been set: begins anew with an event. */
  public void restart(long endUs, long arrivalUs) {
    restart();
    bucket = bucketOf(arrivalUs);
    take(endUs, arrivalUs - endUs);
  }

  /** Whether there is a learned offset. */
  public boolean known() {
    return level != NOTHING;
  }

  /** The learned offset for an event time, at the end of a span; 0 where there is none. */
  public long offsetUs(long endUs) {
    return known() ? level + drifted(endUs) : 0;
  }

  /** Whether the window spans enough for the drift to be known. */
  public boolean driftKnown() {
    return driftKnown;
  }

  /**
   * How fast the learned offset grows, in parts per billion; above 0 where the sensor's clock is
   * slow. 0 where it is not known.
   */
  public long driftPpb() {
    return drift;
  }

  private boolean turnTo(long next) {
    if (next == bucket) {
      return false;
    }
    if (open) {
      closed.add(openEnd, openDelay);
      open = false;
    }
    bucket = next;
    closed.expire((next - rules.buckets() + 1) * rules.bucketUs());
    draw();
    return true;
  }

  /** Finds drift, origin and level from the closed buckets. */
  private void draw() {
    long slope = closed.slopePpb(rules.leastSpanUs(), rules.mostDriftPpb());
    driftKnown = slope != BucketMinima.UNKNOWN;
    drift = driftKnown ? slope : 0;
    level = NOTHING;
    if (closed.size() > 0) {
      origin = closed.end(closed.size() - 1);
      for (int i = 0; i < closed.size(); i++) {
        level = Math.min(level, closed.delay(i) - drifted(closed.end(i)));
      }
    }
  }

  private void take(long end, long delay) {
    if (!known()) {
      origin = end;
    }
    long height = delay - drifted(end);
    if (!open || height < openHeight) {
      open = true;
      openEnd = end;
      openDelay = delay;
      openHeight = height;
      level = Math.min(level, height);
    }
  }

  private void restart() {
    closed.clear();
    open = false;
    strikes = 0;
    draw();
  }

  private long drifted(long end) {
    long window = rules.windowUs();
    long span = Math.max(-window, Math.min(window, end - origin));
    return Math.floorDiv(drift * span, BILLION);
  }

  private long bucketOf(long arrival) {
    return Math.floorDiv(arrival, rules.bucketUs());
  }
}
