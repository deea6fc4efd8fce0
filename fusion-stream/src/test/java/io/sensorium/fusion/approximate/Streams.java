package io.sensorium.fusion.approximate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The times of the events of a few inputs, each in order; made from a seed. */
record Streams(List<long[]> times) {

  /** Streams of a few events, no two of one input at one time. */
  static Streams of(long seed) {
    return of(new SplittableRandom(seed), 1);
  }

  /** The same with bursts of events at one time. */
  static Streams withBursts(long seed) {
    return of(new SplittableRandom(seed), 0);
  }

  private static Streams of(SplittableRandom random, int leastGap) {
    List<long[]> times = new ArrayList<>();
    int inputs = 1 + random.nextInt(4);
    for (int i = 0; i < inputs; i++) {
      int gap = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 12);
      long time = random.nextInt(20);
      long[] stamps = new long[1 + random.nextInt(inputs > 3 ? 6 : 9)];
      for (int n = 0; n < stamps.length; n++) {
        stamps[n] = time;
        time += leastGap + random.nextInt(gap);
      }
      times.add(stamps);
    }
    return new Streams(times);
  }

  int inputs() {
    return times.size();
  }

  /** The smallest gap between two events of the input; any where it has one event. */
  long leastGap(int input) {
    long[] stamps = times.get(input);
    long gap = stamps.length > 1 ? Long.MAX_VALUE : 5;
    for (int n = 1; n < stamps.length; n++) {
      gap = Math.min(gap, stamps[n] - stamps[n - 1]);
    }
    return gap;
  }

  List<Long> leastGaps() {
    List<Long> gaps = new ArrayList<>();
    for (int i = 0; i < inputs(); i++) {
      gaps.add(leastGap(i));
    }
    return gaps;
  }

  List<Long> noGaps() {
    return times.stream().map(t -> 0L).toList();
  }

  /** All events, each input in order, inputs taking turns at random, some of them far behind. */
  List<Stamp> interleaved(SplittableRandom random) {
    int[] next = new int[inputs()];
    int[] weight = random.ints(inputs(), 1, 6).toArray();
    List<Stamp> all = new ArrayList<>();
    int left = times.stream().mapToInt(t -> t.length).sum();
    while (left > 0) {
      int input = random.nextInt(inputs());
      if (next[input] < times.get(input).length && random.nextInt(5) < weight[input]) {
        all.add(new Stamp(input, next[input], times.get(input)[next[input]]));
        next[input]++;
        left--;
      }
    }
    return all;
  }

  /** One event. */
  record Stamp(int input, int index, long time) {}
}
