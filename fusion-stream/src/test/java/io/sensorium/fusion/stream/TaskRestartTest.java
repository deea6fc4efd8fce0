package io.sensorium.fusion.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.ArrivedEvent.Header;
import io.sensorium.fusion.stream.ArrivedEvent.Place;
import io.sensorium.fusion.stream.ArrivedEvent.Standing;
import io.sensorium.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that loses its memory again and again and goes on from its stores. */
class TaskRestartTest {
  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final List<String> decided = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void decidesTheSameWhereverItIsStoppedAfterACommit(long seed) {
    AlignmentSpec spec =
        AlignmentPlan.of(Pipeline.parse("test", seed % 2 == 0 ? Sent.TICKING : Sent.PIPELINE));
    List<ArrivedEvent> events = events(seed);

    run(spec, events, new SplittableRandom(seed), Integer.MAX_VALUE);
    List<String> undisturbed = List.copyOf(decided);
    decided.clear();
    run(spec, events(seed), new SplittableRandom(seed), 20);

    assertThat(undisturbed).hasSizeGreaterThan(100);
    assertThat(decided).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  private void run(
      AlignmentSpec spec, List<ArrivedEvent> events, SplittableRandom random, int restarts) {
    KeyValueStore<Bytes, byte[]> kept = store("events");
    KeyValueStore<Bytes, byte[]> sites = store("sites");
    TaskAlignment task = new TaskAlignment(spec, kept, sites, outcome());
    for (ArrivedEvent event : events) {
      task.add(event);
      task.release(event.place.arrivalMs() - 1 - random.nextInt(30));
      boolean commit = random.nextInt(10) == 0;
      boolean restart = random.nextInt(2) == 0;
      if (commit) {
        task.save();
        if (restart && restarts < Integer.MAX_VALUE) {
          task = new TaskAlignment(spec, kept, sites, outcome());
        }
      }
    }
    task.release(4_000_000_000_000L);
    task.save();
    assertThat(task.buffered()).isZero();
    assertThat(task.openMoments()).isZero();
    assertThat(kept.approximateNumEntries()).isLessThan(10);
  }

  private KeyValueStore<Bytes, byte[]> store(String name) {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore(name).get();
    store.init(context.getStateStoreContext(), store);
    return store;
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
      public void dropped(ArrivedEvent event, DropReason reason) {
        decided.add(event.header + " " + reason);
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
}
