package io.sensorium.fusion.approximate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.approximate.Streams.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each guarantee of the search over random streams, against every set that there could be. */
class SetSearchRandomTest {
  private static final int STREAMS = 2_000;
  private static final long ANY = SearchRules.WIDEST;

  @Test
  void everyEventIsInOneSetOrDiscardedOrStillToCome() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);
      List<Stamp> stamps = streams.interleaved(new SplittableRandom(seed));

      Found found = Found.of(randomRules(seed, streams), stamps);

      List<Stamp> all = found.gone();
      all.addAll(found.left(streams.inputs()));
      assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(stamps);
    }
  }

  @Test
  void setsDoNotCrossAndEndOneAfterTheOther() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);

      Found found =
          Found.of(randomRules(seed, streams), streams.interleaved(new SplittableRandom(seed)));

      for (int n = 1; n < found.sets.size(); n++) {
        int[] before = indexes(found.sets.get(n - 1));
        int[] set = indexes(found.sets.get(n));
        for (int i = 0; i < set.length; i++) {
          assertThat(set[i]).as("seed %d: input %d of set %d", seed, i, n).isGreaterThan(before[i]);
        }
        assertThat(end(found.sets.get(n)))
            .as("seed %d", seed)
            .isGreaterThan(end(found.sets.get(n - 1)));
      }
    }
  }

  @Test
  void everySetIsTheShortestOfThoseContiguousToTheOneBefore() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.of(seed);
      long largest = seed % 2 == 0 ? ANY : seed % 23;
      SearchRules rules = new SearchRules(streams.noGaps(), 0, largest);
      AllSets sets = new AllSets(streams, largest);

      Found found = Found.of(rules, streams.interleaved(new SplittableRandom(seed)));

      int[] from = new int[streams.inputs()];
      for (List<Stamp> set : found.sets) {
        List<int[]> contiguous = sets.contiguous(from);
        int[] indexes = indexes(set);
        assertThat(contiguous).as("seed %d", seed).contains(indexes);
        long shortest = contiguous.stream().mapToLong(sets::span).min().orElseThrow();
        contiguous.removeIf(other -> sets.span(other) > shortest);
        assertThat(sets.span(indexes)).as("seed %d", seed).isEqualTo(shortest);
        assertThat(sets.end(indexes))
            .as("seed %d: the earliest of the shortest", seed)
            .isEqualTo(contiguous.stream().mapToLong(sets::end).min().orElseThrow());
        from = next(indexes);
      }
    }
  }

  @Test
  void withAnAgePenaltySetsAreContiguousStill() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.of(seed);
      SearchRules rules = randomRules(seed, streams);
      AllSets sets = new AllSets(streams, rules.largestIntervalUs());

      Found found = Found.of(rules, streams.interleaved(new SplittableRandom(seed)));

      int[] from = new int[streams.inputs()];
      for (List<Stamp> set : found.sets) {
        assertThat(sets.fitsBetween(from, indexes(set))).as("seed %d", seed).isFalse();
        assertThat(sets.span(indexes(set)))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(rules.largestIntervalUs());
        from = next(indexes(set));
      }
    }
  }

  @Test
  void theSetsAreTheSameHoweverTheInputsTakeTurns() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);
      SearchRules rules = randomRules(seed, streams);

      Found one = Found.of(rules, streams.interleaved(new SplittableRandom(seed)));
      Found other = Found.of(rules, streams.interleaved(new SplittableRandom(~seed)));

      assertThat(one.sets).as("seed %d", seed).isEqualTo(other.sets);
    }
  }

  @Test
  void anAgePenaltyNeverDelaysTheNextSet() {
    int earlier = 0;
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.of(seed);
      List<Stamp> stamps = streams.interleaved(new SplittableRandom(seed));
      double penalty = 0.1 + (seed % 10) / 5.0;

      Found without = Found.of(new SearchRules(streams.noGaps(), 0, ANY), stamps);
      Found with = Found.of(new SearchRules(streams.noGaps(), penalty, ANY), stamps);

      if (!without.sets.isEmpty()) {
        assertThat(with.after.get(0)).as("seed %d", seed).isLessThanOrEqualTo(without.after.get(0));
        earlier += with.after.get(0) < without.after.get(0) ? 1 : 0;
      }
    }
    assertThat(earlier).isPositive();
  }

  @Test
  void leastGapsFindTheSameSetsEarlier() {
    int earlier = 0;
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.of(seed);
      List<Stamp> stamps = streams.interleaved(new SplittableRandom(seed));
      double penalty = seed % 2 == 0 ? 0 : 0.1;

      Found without = Found.of(new SearchRules(streams.noGaps(), penalty, ANY), stamps);
      Found with = Found.of(new SearchRules(streams.leastGaps(), penalty, ANY), stamps);

      assertThat(with.sets).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(without.sets.size());
      assertThat(with.sets.subList(0, without.sets.size()))
          .as("seed %d", seed)
          .isEqualTo(without.sets);
      for (int n = 0; n < without.sets.size(); n++) {
        assertThat(with.after.get(n)).as("seed %d", seed).isLessThanOrEqualTo(without.after.get(n));
        earlier += with.after.get(n) < without.after.get(n) ? 1 : 0;
      }
    }
    assertThat(earlier).isPositive();
  }

  @Test
  void anAbsentInputIsAsIfItWereNot() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.of(seed);
      List<Stamp> stamps = streams.interleaved(new SplittableRandom(seed));
      int dead = streams.inputs();
      List<Long> oneMore = new ArrayList<>(streams.noGaps());
      oneMore.add(0L);

      Found without = Found.of(new SearchRules(streams.noGaps(), 0, ANY), stamps);
      Found with = new Found(new SearchRules(oneMore, 0, ANY));
      stamps.forEach(stamp -> with.add(stamp, 1L << dead));

      assertThat(with.sets.stream().map(set -> set.subList(0, dead)).toList())
          .as("seed %d", seed)
          .isEqualTo(without.sets);
    }
  }

  @Test
  void whereEveryInputMayBeAbsentNothingIsLeft() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);
      List<Stamp> stamps = streams.interleaved(new SplittableRandom(seed));

      Found found = Found.of(randomRules(seed, streams), stamps);
      found.run(-1);

      assertThat(found.gone()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(stamps);
    }
  }

  @Test
  void aSearchGoesOnFromItsStateAsIfNothingHadHappened() {
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);
      SearchRules rules = randomRules(seed, streams);
      Found undisturbed = new Found(rules);
      Found disturbed = new Found(rules);
      SplittableRandom random = new SplittableRandom(seed);

      for (Stamp stamp : streams.interleaved(random)) {
        long absent = random.nextInt(5) == 0 ? random.nextLong() : 0;
        boolean lose = random.nextInt(20) == 0;
        undisturbed.add(stamp, absent);
        disturbed.add(stamp, absent);
        if (lose && undisturbed.search.size(stamp.input()) > 0) {
          undisturbed.search.removeFirst(stamp.input());
          disturbed.search.removeFirst(stamp.input());
          undisturbed.run(0);
          disturbed.run(0);
        }
        disturbed.search = copy(disturbed, rules);
      }

      assertThat(disturbed.sets).as("seed %d", seed).isEqualTo(undisturbed.sets);
      assertThat(disturbed.discarded).as("seed %d", seed).isEqualTo(undisturbed.discarded);
    }
  }

  @Test
  void theStreamsSeeEveryDiscard() {
    Set<Discard> seen = EnumSet.noneOf(Discard.class);
    for (long seed = 0; seed < STREAMS; seed++) {
      Streams streams = Streams.withBursts(seed);
      Found found = new Found(randomRules(seed, streams));
      SplittableRandom random = new SplittableRandom(seed);
      for (Stamp stamp : streams.interleaved(random)) {
        found.add(stamp, 0);
        if (random.nextInt(10) == 0 && found.search.size(stamp.input()) > 0) {
          found.search.removeFirst(stamp.input());
          found.run(0);
        }
      }
      seen.addAll(found.reasons);
    }

    assertThat(seen).containsExactlyInAnyOrder(Discard.values());
  }

  private static SetSearch<Stamp> copy(Found found, SearchRules rules) {
    SetSearch<Stamp> copy = new SetSearch<>(rules, found);
    found.left(rules.inputs()).forEach(s -> copy.add(s.input(), s, s.time()));
    copy.recall(found.search.state());
    return copy;
  }

  private static SearchRules randomRules(long seed, Streams streams) {
    SplittableRandom random = new SplittableRandom(seed + STREAMS);
    List<Long> gaps = random.nextBoolean() ? streams.noGaps() : streams.leastGaps();
    double penalty = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    return new SearchRules(gaps, penalty, random.nextBoolean() ? ANY : random.nextInt(30));
  }

  private static int[] indexes(List<Stamp> set) {
    return set.stream().mapToInt(Stamp::index).toArray();
  }

  private static int[] next(int[] indexes) {
    return Arrays.stream(indexes).map(n -> n + 1).toArray();
  }

  private static long end(List<Stamp> set) {
    return set.stream().filter(Objects::nonNull).mapToLong(Stamp::time).max().orElseThrow();
  }
}
