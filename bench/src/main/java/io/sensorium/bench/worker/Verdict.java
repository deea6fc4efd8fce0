package io.sensorium.bench.worker;

import java.util.BitSet;
import java.util.List;

/**
 * What a contender's predictions are worth.
 *
 * @param right events with one prediction that is the network's own, within the tolerance
 * @param wrong predictions that are not, or are of no event
 * @param lost events without one
 * @param twice predictions of events that had one already
 */
public record Verdict(int right, int wrong, int lost, int twice) {
  boolean clean() {
    return wrong == 0 && lost == 0 && twice == 0;
  }

  /** Judges predictions one by one. */
  static final class Judge {
    private final int events;
    private final List<float[]> expected;
    private final double tolerance;
    private final BitSet seen = new BitSet();
    private int right;
    private int wrong;
    private int twice;

    /**
     * @param events whose ids are their numbers from 0
     * @param expected scores of the payloads that events share in turn
     * @param tolerance how far a score may lie from the expected one
     */
    Judge(int events, List<float[]> expected, double tolerance) {
      this.events = events;
      this.expected = expected;
      this.tolerance = tolerance;
    }

    void take(String id, float[] scores) {
      int number = Integer.parseInt(id);
      if (number < 0 || number >= events) {
        wrong++;
      } else if (seen.get(number)) {
        twice++;
      } else {
        seen.set(number);
        if (same(scores, expected.get(number % expected.size()))) {
          right++;
        } else {
          wrong++;
        }
      }
    }

    Verdict verdict() {
      return new Verdict(right, wrong, events - seen.cardinality(), twice);
    }

    private boolean same(float[] found, float[] expected) {
      boolean same = found.length == expected.length;
      for (int i = 0; same && i < found.length; i++) {
        same = Math.abs(found[i] - expected[i]) <= tolerance;
      }
      return same;
    }
  }
}
