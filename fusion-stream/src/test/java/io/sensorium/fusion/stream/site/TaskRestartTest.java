package io.sensorium.fusion.stream.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.clock.ClockRules;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.Sent;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Header;
import io.sensorium.fusion.stream.source.ArrivedEvent.Place;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import io.sensorium.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task that loses its memory, or lets sites leave it, and goes on from its store. */
class TaskRestartTest {
  private static final long FOREVER = 4_000_000_000_000L;
  private static final String RESTLESS =
      """
      pipeline: test-home
      pace: { each: view }
      inputs:
        view:  { modality: camera, sensors: "door*", match: nearest, tolerance: 100ms, wait: 60ms, idle: 40ms }
        sound: { modality: audio, match: overlap, before: 50ms, after: 50ms, wait: 60ms, idle: 30ms }
        words: { modality: text, match: latest, lookback: 300ms, wait: 20ms, idle: 20ms }
      limits: { max-ahead: 200ms, max-behind: none, clock-jump: 400ms, buffered-events-per-site: 40 }
      """;

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final WrittenStore store = new WrittenStore(context.getStateStoreContext());
  private final List<String> decided = new ArrayList<>();
  private int atRest;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decidesTheSameWhereverItIsStoppedAfterACommit(long seed) {
    List<String> undisturbed = undisturbed(seed);

    SplittableRandom random = new SplittableRandom(seed);
    TaskAlignment task = task(seed);
    for (ArrivedEvent event : events(seed)) {
      step(task, event, random);
      if (random.nextInt(10) == 0) {
        task.save();
        if (random.nextBoolean()) {
          task = task(seed);
        }
      }
    }
    end(task);

    assertThat(undisturbed).hasSizeGreaterThan(100);
    assertThat(decided).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  /** Without transactions: the changelog ends anywhere after the last committed offsets. */
  @ParameterizedTest
  @MethodSource("seeds")
  void decidesNothingElseWhereverTheWritingOfItsStateIsCutOff(long seed) {
    List<String> undisturbed = undisturbed(seed);

    SplittableRandom random = new SplittableRandom(seed);
    List<ArrivedEvent> events = events(seed);
    TaskAlignment task = task(seed);
    int committed = 0;
    int restarts = 0;
    for (int next = 0; next < events.size(); ) {
      step(task, copy(events.get(next++)), random);
      int before = store.writes();
      boolean commit = random.nextInt(10) == 0;
      if (commit) {
        task.save();
      }
      boolean dies = restarts < 200 && random.nextInt(commit ? 2 : 40) == 0;
      if (dies) {
        restarts++;
        store.restore(before + random.nextInt(store.writes() - before + 1));
        task = task(seed);
        next = committed;
      } else if (commit) {
        committed = next;
      }
    }
    end(task);

    assertThat(restarts).isGreaterThan(10);
    assertThat(decided).as("seed %d", seed).allMatch(new HashSet<>(undisturbed)::contains);
    assertThat(undisturbed).as("seed %d", seed).allMatch(new HashSet<>(decided)::contains);
  }

  @Test
  void sitesAtRestLeaveMemoryAndWhatIsDecidedStaysTheSame() {
    for (long seed = 1; seed <= 60; seed++) {
      List<String> undisturbed = undisturbed(seed);

      SplittableRandom random = new SplittableRandom(seed);
      TaskAlignment task = task(seed);
      for (ArrivedEvent event : events(seed)) {
        step(task, event, random);
        task.save();
        atRest += task.sitesInMemory() < 3 ? 1 : 0;
        if (random.nextInt(50) == 0) {
          task = task(seed);
        }
      }
      end(task);

      assertThat(decided).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(undisturbed);
      assertThat(task.sitesInMemory()).isZero();
      assertThat(task(seed).sitesInMemory()).as("after a restart").isZero();
      assertThat(task(seed).buffered()).isZero();
      decided.clear();
      store.restore(0);
    }
    assertThat(atRest).as("times that a site was not in memory").isGreaterThan(20);
  }

  /** What a task decides that never commits, so that nothing leaves its memory. */
  private List<String> undisturbed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TaskAlignment task = task(seed);
    events(seed).forEach(event -> step(task, event, random));
    task.release(FOREVER, FOREVER);
    List<String> all = List.copyOf(decided);
    decided.clear();
    return all;
  }

  private static void step(TaskAlignment task, ArrivedEvent event, SplittableRandom random) {
    task.add(event);
    long known = event.place.arrivalMs() - 1 - random.nextInt(30);
    task.release(known, known);
  }

  private void end(TaskAlignment task) {
    task.release(FOREVER, FOREVER);
    task.save();
    assertThat(task.buffered()).isZero();
    assertThat(task.openMoments()).isZero();
    assertThat(store.approximateNumEntries()).isLessThan(10);
  }

  /** So that some seconds fill the window of learned offsets. */
  private static AlignmentSpec withShortBuckets(AlignmentSpec spec) {
    ClockRules rules = spec.clocks();
    return new AlignmentSpec(
        spec.inputs(),
        spec.everyUs(),
        spec.approximate(),
        spec.maxAheadUs(),
        spec.maxBehindUs(),
        spec.clockJumpUs(),
        spec.bufferedEvents(),
        new ClockRules(
            300_000, 8, 600_000, 100_000_000, rules.skewAlarmUs(), rules.driftAlarmPpb()));
  }

  private TaskAlignment task(long seed) {
    String pipeline = seed % 4 == 0 ? RESTLESS : Sent.pipeline(seed);
    AlignmentSpec spec = withShortBuckets(AlignmentPlan.of(Pipeline.parse("test", pipeline)));
    return new TaskAlignment(spec, store, outcome());
  }

  private TaskAlignment.Outcome outcome() {
    return new TaskAlignment.Outcome() {
      @Override
      public void emitted(String site, AlignedMoment<ArrivedEvent> moment) {
        decided.add(
            site
                + moment.epoch()
                + "/"
                + moment.timeUs()
                + " closed "
                + moment.closedUs()
                + moment.closedBy()
                + moment.matches().stream()
                    .map(m -> m.stream().map(e -> e.id() + e.handle().place).toList())
                    .toList());
      }

      @Override
      public void alarmed(ClockAlarm<ArrivedEvent> alarm) {
        decided.add(
            "alarm %s %s %s"
                .formatted(alarm.event().handle().header.id(), alarm.raised(), alarm.reading()));
      }

      @Override
      public void dropped(ArrivedEvent event, DropReason reason) {
        decided.add(event.header + " " + reason);
      }

      @Override
      public void overtaken(ArrivedEvent event, long passedMs) {
        throw new AssertionError(event.header + " overtaken at " + passedMs);
      }
    };
  }

  private static List<ArrivedEvent> events(long seed) {
    Map<io.sensorium.event.Modality, Long> offsets =
        new EnumMap<>(io.sensorium.event.Modality.class);
    return Sent.random(seed, 500).stream()
        .map(
            e -> {
              long offset = offsets.merge(e.modality(), 1L, Long::sum);
              return new ArrivedEvent(
                  new Place(
                      AlignmentPlan.modality(e.modality()), offset, e.arrivalMs(), 9, (int) offset),
                  new Header(
                      e.site(), e.sensor(), e.id(), e.timeUs(), e.durationUs(), "ü" + offset, null),
                  Standing.WAITING);
            })
        .toList();
  }

  /** The event as it is read again. */
  private static ArrivedEvent copy(ArrivedEvent event) {
    return new ArrivedEvent(event.place, event.header, Standing.WAITING);
  }
}
