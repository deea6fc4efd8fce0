package io.sensorium.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.approximate.Discard;
import io.sensorium.fusion.approximate.SearchRules;
import io.sensorium.fusion.approximate.SetHandler;
import io.sensorium.fusion.approximate.SetSearch;
import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an approximate pace promises while nothing has to be forced. */
class ApproximateCalmTest {
  private static final long WORLDS = 1_500;

  @Test
  void momentsDependOnStampsAloneHoweverSensorsTakeTurns() {
    for (long seed = 0; seed < WORLDS; seed++) {
      CalmWorld world = CalmWorld.of(seed);

      List<AlignedMoment<String>> one = run(world, new SplittableRandom(seed));
      List<AlignedMoment<String>> other = run(world, new SplittableRandom(~seed));

      assertThat(members(one)).as("seed %d", seed).isEqualTo(members(other));
      assertThat(one).as("seed %d", seed).allMatch(m -> m.closedBy() == ClosedBy.SETTLED);
    }
  }

  @Test
  void momentsAreTheSetsOfTheEventsInOrderOfTime() {
    int sets = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      CalmWorld world = CalmWorld.of(seed);

      List<List<String>> members = members(run(world, new SplittableRandom(seed)));

      assertThat(members).as("seed %d", seed).isEqualTo(setsOf(world));
      sets += members.size();
    }
    assertThat(sets).isGreaterThan((int) WORLDS);
  }

  @Test
  void aDeadSourceHoldsUpNoneOfTheOthers() {
    for (long seed = 0; seed < WORLDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<AlignedMoment<String>> moments = new ArrayList<>();
      SiteAligner<String> aligner =
          new SiteAligner<>(withIdle(2_000), collecting(moments, new HashSet<>()));
      int dies = random.nextInt(3);
      long lastOfDead = 0;
      List<Long> arrivals = new ArrayList<>();

      for (long time = 1_000; time < 8_000; time += 1 + random.nextInt(30)) {
        int input = random.nextInt(3);
        if (input != dies || time < 2_000) {
          lastOfDead = input == dies ? time : lastOfDead;
          arrivals.add(time);
          aligner.arrive(event(input, time), time);
        }
      }

      long silent = Math.max(lastOfDead, 1_000) + 2_000;
      List<AlignedMoment<String>> after =
          moments.stream().filter(m -> m.closedUs() > silent).toList();
      assertThat(after).as("seed %d", seed).isNotEmpty();
      assertThat(after)
          .as("seed %d", seed)
          .allMatch(m -> m.closedBy() == ClosedBy.IDLE && m.matches().get(dies).isEmpty())
          .allMatch(m -> arrivals.contains(m.closedUs()));
      assertThat(aligner.buffered()).as("seed %d", seed).isLessThan(60);
    }
  }

  private static AlignmentSpec withIdle(long idle) {
    List<InputSpec> inputs = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      inputs.add(
          new InputSpec(
              modality.name(),
              modality,
              s -> true,
              new Matching.Member(0),
              false,
              ClockKind.DEVICE,
              0,
              0,
              idle,
              1_000_000));
    }
    long none = AlignmentSpec.NONE;
    return new AlignmentSpec(
        inputs, 0, new ApproximateRules(0.1, none), none, none, none, 1_000, ClockRules.DEFAULT);
  }

  private static SensorEvent<String> event(int input, long time) {
    return new SensorEvent<>(
        List.of(Modality.values()).get(input), "only", "at" + time, time, 0, "at" + time);
  }

  private static List<AlignedMoment<String>> run(CalmWorld world, SplittableRandom random) {
    List<AlignedMoment<String>> moments = new ArrayList<>();
    Set<DropReason> reasons = new HashSet<>();
    SiteAligner<String> aligner = new SiteAligner<>(world.spec(), collecting(moments, reasons));
    long arrival = 1_000_000;
    for (SensorEvent<String> event : world.interleaved(random)) {
      arrival += random.nextInt(50);
      aligner.arrive(event, arrival);
    }
    assertThat(reasons).isSubsetOf(DropReason.SURPLUS, DropReason.UNMATCHED);
    return moments;
  }

  private static AlignmentHandler<String> collecting(
      List<AlignedMoment<String>> moments, Set<DropReason> reasons) {
    return new AlignmentHandler<>() {
      @Override
      public void emitted(AlignedMoment<String> moment) {
        moments.add(moment);
      }

      @Override
      public void dropped(SensorEvent<String> event, DropReason reason) {
        reasons.add(reason);
      }
    };
  }

  private static List<List<String>> members(List<AlignedMoment<String>> moments) {
    return moments.stream()
        .map(m -> m.matches().stream().map(match -> match.get(0).id()).toList())
        .toList();
  }

  /** The sets of what is below the watermarks, one input after the other. */
  private static List<List<String>> setsOf(CalmWorld world) {
    List<List<String>> sets = new ArrayList<>();
    ApproximateRules rules = world.spec().approximate();
    SetSearch<SensorEvent<String>> search =
        new SetSearch<>(
            new SearchRules(
                world.spec().inputs().stream().map(i -> 0L).toList(),
                rules.agePenalty(),
                rules.largestIntervalUs()),
            new SetHandler<>() {
              @Override
              public void found(List<@Nullable SensorEvent<String>> set, long absent) {
                sets.add(set.stream().map(e -> Objects.requireNonNull(e).id()).toList());
              }

              @Override
              public void discarded(SensorEvent<String> event, Discard why) {}
            });
    for (int i = 0; i < world.spec().inputs().size(); i++) {
      InputSpec input = world.spec().inputs().get(i);
      List<List<SensorEvent<String>>> sensors =
          world.bySensor().stream().filter(s -> s.get(0).modality() == input.modality()).toList();
      long safe =
          sensors.stream()
                  .mapToLong(s -> s.stream().mapToLong(SensorEvent::timeUs).max().orElseThrow())
                  .min()
                  .orElseThrow()
              - input.disorderUs();
      int number = i;
      sensors.stream()
          .flatMap(List::stream)
          .filter(e -> e.timeUs() <= safe)
          .sorted(Comparator.comparingLong(SensorEvent::timeUs))
          .forEach(e -> search.add(number, e, e.timeUs()));
    }
    while (search.step(0)) {
      // to the end
    }
    return sets;
  }
}
