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

/** What an approximate pace promises whatever happens, in random worlds where everything does. */
class ApproximateRandomTest {
  private static final long WORLDS = 1_500;

  @Test
  void everyEventEndsInOneMomentOrInOneDrop() {
    for (long seed = 0; seed < WORLDS; seed++) {
      Watched watched = Watched.run(ApproximateWorlds.withAnyClock(seed));

      assertThat(watched.left)
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(watched.ours);
      assertThat(watched.aligner.buffered()).as("seed %d", seed).isZero();
      assertThat(watched.aligner.nextInstantUs()).as("seed %d", seed).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void setsDoNotCrossAndTGrowsWithinAnEpoch() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = ApproximateWorlds.wild(seed);
      Watched watched = Watched.run(world);

      for (int n = 1; n < watched.moments.size(); n++) {
        AlignedMoment<String> before = watched.moments.get(n - 1);
        AlignedMoment<String> moment = watched.moments.get(n);
        assertThat(moment.closedUs()).as("seed %d", seed).isGreaterThanOrEqualTo(before.closedUs());
        assertThat(moment.epoch()).as("seed %d", seed).isGreaterThanOrEqualTo(before.epoch());
        if (moment.epoch() == before.epoch()) {
          assertThat(moment.timeUs()).as("seed %d", seed).isGreaterThan(before.timeUs());
        }
      }
      for (int i = 0; i < world.spec().inputs().size(); i++) {
        assertThat(watched.timesOf(i)).as("seed %d: input %d", seed, i).isSorted();
      }
    }
  }

  @Test
  void aMomentIsOneEventOfEachInputThatIsNotMissingWithinTheLargestInterval() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = ApproximateWorlds.wild(seed);

      for (AlignedMoment<String> moment : Watched.run(world).moments) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < moment.matches().size(); i++) {
          InputSpec input = world.spec().inputs().get(i);
          List<SensorEvent<String>> match = moment.matches().get(i);
          assertThat(match).as("seed %d", seed).hasSizeBetween(input.required() ? 1 : 0, 1);
          for (SensorEvent<String> event : match) {
            earliest = Math.min(earliest, event.timeUs() + input.offsetUs());
            latest = Math.max(latest, event.timeUs() + input.offsetUs());
          }
        }
        assertThat(latest).as("seed %d", seed).isEqualTo(moment.timeUs());
        assertThat(latest - earliest)
            .as("seed %d", seed)
            .isLessThanOrEqualTo(world.spec().approximate().largestIntervalUs());
      }
    }
  }

  @Test
  void noEventIsHeldUpForLongerThanTwiceTheLongestWait() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = ApproximateWorlds.wild(seed);
      long wait = world.spec().inputs().stream().mapToLong(InputSpec::waitUs).max().orElseThrow();

      assertThat(Watched.run(world).longest).as("seed %d", seed).isLessThanOrEqualTo(2 * wait);
    }
  }

  @Test
  void restartsAndExtraClockMovesChangeNothing() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = ApproximateWorlds.withAnyClock(seed);
      Outcomes undisturbed = new Outcomes();
      SiteAligner<String> aligner = new SiteAligner<>(world.spec(), undisturbed);
      world.arrivals().forEach(a -> aligner.arrive(a.event(), a.arrivalUs()));
      aligner.finish();

      Outcomes disturbed = runDisturbed(world, new SplittableRandom(seed));

      assertThat(disturbed.lines).as("seed %d", seed).isEqualTo(undisturbed.lines);
    }
  }

  @Test
  void theWorldsSeeEveryOutcome() {
    Map<String, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < WORLDS; seed++) {
      Watched watched = Watched.run(ApproximateWorlds.wild(seed));
      watched.moments.forEach(m -> seen.merge(m.closedBy().name(), 1, Integer::sum));
      watched.reasons.forEach(r -> seen.merge(r.name(), 1, Integer::sum));
    }

    assertThat(seen.keySet())
        .containsAll(Stream.of(ClosedBy.values()).map(Enum::name).toList())
        .containsAll(Stream.of(DropReason.values()).map(Enum::name).toList());
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

  /** Runs a world and watches when everything leaves. */
  private static final class Watched implements AlignmentHandler<String> {
    final List<String> ours = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<AlignedMoment<String>> moments = new ArrayList<>();
    final Set<DropReason> reasons = new HashSet<>();
    final SiteAligner<String> aligner;
    long longest;

    private final World world;
    private final Map<String, Long> arrivals = new HashMap<>();
    private long now;

    private Watched(World world) {
      this.world = world;
      this.aligner = new SiteAligner<>(world.spec(), this);
    }

    static Watched run(World world) {
      Watched watched = new Watched(world);
      for (World.Arrival arrival : world.arrivals()) {
        watched.runTo(arrival.arrivalUs());
        watched.now = arrival.arrivalUs();
        watched.arrivals.put(arrival.event().handle(), arrival.arrivalUs());
        if (watched.aligner.arrive(arrival.event(), arrival.arrivalUs())) {
          watched.ours.add(arrival.event().handle());
        }
      }
      watched.runTo(Long.MAX_VALUE - 1);
      return watched;
    }

    private void runTo(long instant) {
      for (long n = aligner.nextInstantUs(); n <= instant; n = aligner.nextInstantUs()) {
        assertThat(n).isGreaterThan(now);
        now = n;
        aligner.advance(n);
      }
    }

    /** Times of the input's events in moments, those of later epochs after all of earlier ones. */
    List<Long> timesOf(int input) {
      List<Long> times = new ArrayList<>();
      for (AlignedMoment<String> moment : moments) {
        long offset = world.spec().inputs().get(input).offsetUs();
        moment
            .matches()
            .get(input)
            .forEach(e -> times.add(e.timeUs() + offset + moment.epoch() * 1_000_000_000L));
      }
      return times;
    }

    @Override
    public void emitted(AlignedMoment<String> moment) {
      moments.add(moment);
      moment.matches().forEach(m -> m.forEach(e -> leave(e.handle())));
      assertThat(moment.closedUs()).isEqualTo(now);
    }

    @Override
    public void dropped(SensorEvent<String> event, DropReason reason) {
      reasons.add(reason);
      leave(event.handle());
    }

    private void leave(String event) {
      left.add(event);
      longest = Math.max(longest, now - arrivals.get(event));
    }
  }
}
