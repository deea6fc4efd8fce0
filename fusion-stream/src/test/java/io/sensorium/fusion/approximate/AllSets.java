package io.sensorium.fusion.approximate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every set that could be formed of small streams, one by one: what the guarantees speak of. */
final class AllSets {
  private final Streams streams;
  private final long largestInterval;

  AllSets(Streams streams, long largestInterval) {
    this.streams = streams;
    this.largestInterval = largestInterval;
  }

  /** Every set without an event before {@code from} that is contiguous to what ends there. */
  List<int[]> contiguous(int[] from) {
    List<int[]> sets = new ArrayList<>();
    collect(from.clone(), 0, from, sets);
    sets.removeIf(set -> span(set) > largestInterval || fitsBetween(from, set));
    return sets;
  }

  /** Whether a set could be formed of events from {@code from} on that are before {@code to}. */
  boolean fitsBetween(int[] from, int[] to) {
    int[] heads = from.clone();
    while (true) {
      int earliest = 0;
      for (int i = 0; i < heads.length; i++) {
        if (heads[i] >= to[i]) {
          return false;
        }
        earliest = time(heads, i) < time(heads, earliest) ? i : earliest;
      }
      if (span(heads) <= largestInterval) {
        return true;
      }
      heads[earliest]++; // too far from the others for any set
    }
  }

  long span(int[] set) {
    long[] times = new long[set.length];
    Arrays.setAll(times, i -> time(set, i));
    return Arrays.stream(times).max().orElseThrow() - Arrays.stream(times).min().orElseThrow();
  }

  long end(int[] set) {
    long end = Long.MIN_VALUE;
    for (int i = 0; i < set.length; i++) {
      end = Math.max(end, time(set, i));
    }
    return end;
  }

  private long time(int[] set, int input) {
    return streams.times().get(input)[set[input]];
  }

  private void collect(int[] set, int input, int[] from, List<int[]> sets) {
    if (input == set.length) {
      sets.add(set.clone());
      return;
    }
    for (int n = from[input]; n < streams.times().get(input).length; n++) {
      set[input] = n;
      collect(set, input + 1, from, sets);
    }
  }
}
