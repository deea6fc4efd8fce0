package io.sensorium.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The aligner against the oracle, and against itself disturbed, in random worlds. */
class SiteAlignerRandomTest {
  private static final long WORLDS = 10_000;

  /** For what costs as much and tells less. */
  private static final long FEWER_WORLDS = 2_000;

  @Test
  void decidesAsTheRulesDoInEveryWorld() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = World.of(seed);

      if (differs(world)) {
        World shortest = Shrinking.shortest(world, SiteAlignerRandomTest::differs);
        assertThat(run(shortest).comparable())
            .as("seed %d, shortest failing world: %s", seed, shortest)
            .isEqualTo(oracle(shortest).comparable());
      }
    }
  }

  @Test
  void theWorldsSeeEveryOutcome() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < FEWER_WORLDS; seed++) {
      for (String line : run(World.of(seed)).lines) {
        seen.add(
            line.replaceFirst("moment .* by (\\w+) .*", "$1")
                .replaceFirst("alarm .*(RAISED|CLEARED).*", "$1")
                .replaceFirst("row\\d+ ", ""));
      }
    }

    assertThat(seen)
        .contains("RAISED", "CLEARED")
        .containsAll(Stream.of(ClosedBy.values()).map(Enum::name).toList())
        .containsAll(Stream.of(DropReason.values()).map(Enum::name).toList());
  }

  @Test
  void everyEventEndsInAMomentOrInOneDrop() {
    for (long seed = 0; seed < FEWER_WORLDS; seed++) {
      World world = World.of(seed);
      Map<String, Integer> drops = new HashMap<>();
      List<String> matched = new ArrayList<>();
      SiteAligner<String> aligner =
          new SiteAligner<>(
              world.spec(),
              new AlignmentHandler<>() {
                @Override
                public void emitted(AlignedMoment<String> moment) {
                  moment.matches().forEach(m -> m.forEach(e -> matched.add(e.handle())));
                }

                @Override
                public void dropped(SensorEvent<String> event, DropReason reason) {
                  drops.merge(event.handle(), 1, Integer::sum);
                }
              });

      List<String> ours = new ArrayList<>();
      for (World.Arrival arrival : world.arrivals()) {
        if (aligner.arrive(arrival.event(), arrival.arrivalUs())) {
          ours.add(arrival.event().handle());
        }
      }
      aligner.finish();

      assertThat(aligner.buffered()).as("seed %d", seed).isZero();
      for (String event : ours) {
        assertThat(drops.getOrDefault(event, 0))
            .as("seed %d: drops of %s", seed, event)
            .isEqualTo(matched.contains(event) ? 0 : 1);
      }
    }
  }

  @Test
  void restartsAndExtraClockMovesChangeNothing() {
    for (long seed = 0; seed < FEWER_WORLDS; seed++) {
      World world = World.of(seed);

      Outcomes disturbed = runDisturbed(world, new SplittableRandom(seed));

      assertThat(disturbed.lines).as("seed %d", seed).isEqualTo(run(world).lines);
    }
  }

  private static boolean differs(World world) {
    return !run(world).comparable().equals(oracle(world).comparable());
  }

  private static Outcomes oracle(World world) {
    Oracle oracle = new Oracle(world.spec());
    world.arrivals().forEach(oracle::arrive);
    oracle.finish();
    return oracle.outcomes;
  }

  private static Outcomes run(World world) {
    Outcomes outcomes = new Outcomes();
    SiteAligner<String> aligner = new SiteAligner<>(world.spec(), outcomes);
    world.arrivals().forEach(a -> aligner.arrive(a.event(), a.arrivalUs()));
    aligner.finish();
    return outcomes;
  }

  private static Outcomes runDisturbed(World world, SplittableRandom random) {
    Outcomes outcomes = new Outcomes();
    SiteAligner<String> aligner = new SiteAligner<>(world.spec(), outcomes);
    long last = 0;
    for (World.Arrival arrival : world.arrivals()) {
      while (random.nextInt(3) == 0) {
        last = Math.max(last, random.nextLong(last, arrival.arrivalUs() + 1));
        aligner.advance(last);
      }
      aligner.arrive(arrival.event(), arrival.arrivalUs());
      if (random.nextInt(4) == 0) {
        aligner = SiteAligner.restore(world.spec(), outcomes, aligner.state(), aligner.held());
      }
    }
    aligner.finish();
    return outcomes;
  }
}
