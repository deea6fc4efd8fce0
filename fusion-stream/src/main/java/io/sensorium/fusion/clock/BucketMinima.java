package io.sensorium.fusion.clock;

import java.util.ArrayList;
import java.util.List;

/** The most telling event of each closed bucket, in a ring: event time and delay. */
final class BucketMinima {
  /** No slope yet. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final double BILLION = 1e9;

  /**
   * By simulation: of points 10 s apart whose delays are of one exponential distribution none of
   * 600 lines rose by so much with 7, 13 or 30 points, and one of 20 with 5; a clock that was set
   * once within as many points never did.
   */
  private static final int TOLD = 4;

  private final long[] ends;
  private final long[] delays;
  private int head;
  private int size;

  BucketMinima(int most) {
    ends = new long[most];
    delays = new long[most];
  }

  int size() {
    return size;
  }

  long end(int index) {
    return ends[(head + index) % ends.length];
  }

  long delay(int index) {
    return delays[(head + index) % ends.length];
  }

  void clear() {
    size = 0;
  }

  /** Adds the newest; the oldest goes where there is no room. */
  void add(long end, long delay) {
    if (size == ends.length) {
      removeOldest();
    }
    int at = (head + size) % ends.length;
    ends[at] = end;
    delays[at] = delay;
    size++;
  }

  /** Takes out what arrived before an instant. */
  void expire(long arrival) {
    while (size > 0 && end(0) + delay(0) < arrival) {
      removeOldest();
    }
  }

  List<EstimatorState.Point> points() {
    List<EstimatorState.Point> points = new ArrayList<>(size + 1);
    for (int i = 0; i < size; i++) {
      points.add(new EstimatorState.Point(end(i), delay(i)));
    }
    return points;
  }

  /**
   * How fast the delay grows with event time, in parts per billion, cut off to a whole number: the
   * slope of the line that lies under all points and is the highest such line at their mean event
   * time, which is the edge of their lower hull just above the mean (Moon, Skelly, Towsley,
   * "Estimation and removal of clock skew from network delay measurements", INFOCOM 1999).
   *
   * <p>It counts only where the line rises or falls, from the first to the last event time, by more
   * than {@link #TOLD} times the height above it that three quarters of the points stay within.
   * Less cannot be told from what the network does, nor from a clock that was set within the
   * window, and is 0. The quarter left is for what the network holds up.
   *
   * <p>The edge is found as the bridge between the points up to the mean and those beyond: from
   * either side in turn the other side's tangent point, until nothing changes.
   *
   * @param leastSpan {@link #UNKNOWN} below this distance of the outermost event times
   * @param most a steeper slope is cut down to this, whichever way
   */
  long slopePpb(long leastSpan, long most) {
    if (size < 2 || span() < leastSpan) {
      return UNKNOWN;
    }
    long mean = mean();
    int left = lowest(mean, true);
    int right = lowest(mean, false);
    for (int turn = 0; turn < size; turn++) {
      int tangentRight = tangent(mean, left, right, false);
      int tangentLeft = tangent(mean, left, tangentRight, true);
      if (tangentLeft == left && tangentRight == right) {
        break;
      }
      left = tangentLeft;
      right = tangentRight;
    }
    if (!tells(left, right)) {
      return 0;
    }
    double ppb = BILLION * (delay(right) - delay(left)) / (end(right) - end(left));
    return Math.max(-most, Math.min(most, (long) ppb));
  }

  /** Whether the line through two points rises enough for the heights of the others above it. */
  private boolean tells(int left, int right) {
    double run = end(right) - end(left);
    double rise = delay(right) - delay(left);
    int rank = Math.min(size - 1, size * 3 / 4);
    for (int i = 0; i < size; i++) {
      double height = height(i, left, run, rise);
      int lower = 0;
      int same = 0;
      for (int j = 0; j < size; j++) {
        double other = height(j, left, run, rise);
        lower += other < height ? 1 : 0;
        same += other == height ? 1 : 0;
      }
      if (lower <= rank && rank < lower + same) {
        return Math.abs(rise) * span() > TOLD * height;
      }
    }
    return false;
  }

  /** Height above a line, times its run, so that small numbers stay whole. */
  private double height(int index, int left, double run, double rise) {
    return (delay(index) - delay(left)) * run - rise * (end(index) - end(left));
  }

  private long span() {
    long first = end(0);
    long last = first;
    for (int i = 1; i < size; i++) {
      first = Math.min(first, end(i));
      last = Math.max(last, end(i));
    }
    return last - first;
  }

  /** Whole part of the mean event time; sums quotients and remainders, which do not overflow. */
  private long mean() {
    long quotients = 0;
    long remainders = 0;
    for (int i = 0; i < size; i++) {
      quotients += Math.floorDiv(end(i) - end(0), (long) size);
      remainders += Math.floorMod(end(i) - end(0), (long) size);
    }
    return end(0) + quotients + remainders / size;
  }

  private int lowest(long mean, boolean upToMean) {
    int lowest = -1;
    for (int i = 0; i < size; i++) {
      if (end(i) <= mean == upToMean && (lowest < 0 || delay(i) < delay(lowest))) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** The point of one side that the line turned about the other side's point meets first. */
  private int tangent(long mean, int left, int right, boolean moveLeft) {
    int best = moveLeft ? left : right;
    double slope = slope(left, right);
    for (int i = 0; i < size; i++) {
      if (end(i) <= mean == moveLeft) {
        double other = moveLeft ? slope(i, right) : slope(left, i);
        if (moveLeft ? other > slope : other < slope) {
          slope = other;
          best = i;
        }
      }
    }
    return best;
  }

  private double slope(int left, int right) {
    return (double) (delay(right) - delay(left)) / (end(right) - end(left));
  }

  private void removeOldest() {
    head = (head + 1) % ends.length;
    size--;
  }
}
