package io.sensorium.fusion.approximate;

import java.util.List;

/**
 * What the search goes by. Spans are microseconds, 0 or more.
 *
 * @param leastGapsUs for each input, a span that two of its events in succession are apart at
 *     least; 0 where nothing is known. It lets sets be found earlier and changes none, as long as
 *     it holds. At most {@link #WIDEST}
 * @param agePenalty a later set must be shorter by this factor of the time by which it ends later:
 *     0 finds the shortest sets, more finds earlier ones
 * @param largestIntervalUs no set spans more; {@link Long#MAX_VALUE} for no limit
 */
public record SearchRules(List<Long> leastGapsUs, double agePenalty, long largestIntervalUs) {

  /**
   * Times are within ± this, and no gap is longer: sums and differences of them do not overflow.
   */
  public static final long WIDEST = 1L << 61;

  private static final int MOST_INPUTS = 62;

  public SearchRules {
    leastGapsUs = List.copyOf(leastGapsUs);
    if (leastGapsUs.isEmpty() || leastGapsUs.size() > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_INPUTS + " inputs, found " + leastGapsUs.size());
    }
    if (!leastGapsUs.stream().allMatch(SearchRules::isGap) || largestIntervalUs < 0) {
      throw new IllegalArgumentException(
          "expected gaps of 0 to 2^61 µs and an interval of 0 or more, found "
              + leastGapsUs
              + " and "
              + largestIntervalUs);
    }
    if (!(agePenalty >= 0 && agePenalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected an age penalty of 0 or more, found " + agePenalty);
    }
  }

  int inputs() {
    return leastGapsUs.size();
  }

  private static boolean isGap(long gap) {
    return gap >= 0 && gap <= WIDEST;
  }
}
