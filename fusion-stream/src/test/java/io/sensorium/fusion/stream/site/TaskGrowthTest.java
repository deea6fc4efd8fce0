package io.sensorium.fusion.stream.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Header;
import io.sensorium.fusion.stream.source.ArrivedEvent.Place;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import io.sensorium.pipeline.Pipeline;
import java.lang.management.ManagementFactory;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What sites and buffered events cost. Each site has a camera with 5 frames a second, a microphone
 * with a chunk each half second and a text each 5 s, as the shipped home; the task saves its state
 * every 100 ms of their time, as it does by default. Heap is what is in use after three
 * collections, less what was before the task was made; time is CPU time of one thread, the second
 * half of the run, and is printed, not asserted.
 */
@EnabledIfSystemProperty(named = "sensorium.growth", matches = "true")
class TaskGrowthTest {
  private static final String HOME =
      """
      pipeline: home
      pace: { each: view }
      inputs:
        view:  { modality: camera }
        sound: { modality: audio, match: overlap, before: 500ms, after: 500ms, wait: 1500ms }
        words: { modality: text, match: latest, lookback: %s, wait: 200ms }
      """;

  private static final long STEP_MS = 100;
  private static final long START_MS = 1_700_000_000_000L;

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private long decided;
  private long offset;
  private long nowMs = START_MS;
  private long savedNs;

  @Test
  void whatSitesCost() {
    System.out.println(
        "sites | events | µs/event | of it saving | heap/site active | at rest | restored after"
            + " ms");
    for (int sites : new int[] {100, 1, 100, 10_000}) { // the first one warms up
      long before = heap();
      KeyValueStore<Bytes, byte[]> store = store();
      TaskAlignment task = task(store, "7700ms");
      int steps = Math.max(160, 400_000 / sites);
      run(task, sites, steps / 2, 5);
      long events = offset;
      savedNs = 0;
      long began = cpuNs();
      run(task, sites, steps / 2, 5);
      double micros = (cpuNs() - began) / 1e3 / (offset - events);
      double saving = savedNs / 1e3 / (offset - events);
      long active = (heap() - before) / sites;
      assertThat(task.sitesInMemory()).isEqualTo(sites);
      nowMs += 20_000;
      task.release(nowMs, nowMs);
      task.save();
      long resting = (heap() - before) / sites;
      assertThat(task.sitesInMemory()).isZero();
      began = cpuNs();
      TaskAlignment restored = task(store, "7700ms");
      double restoreMs = (cpuNs() - began) / 1e6;
      assertThat(restored.sitesInMemory()).isZero();
      assertThat(restored.buffered()).isEqualTo(task.buffered());
      System.out.printf(
          "%,d | %,d | %.2f | %.2f | %,d | %,d | %.1f%n",
          sites, offset, micros, saving, active, resting, restoreMs);
      if (sites == 10_000) {
        assertThat(active).isLessThan(32 << 10);
        assertThat(resting).isLessThan(8 << 10);
      }
      offset = 0;
    }
  }

  @Test
  void whatBufferedEventsCost() {
    System.out.println("buffered events of the site | µs/event");
    for (String lookback : new String[] {"10s", "1s", "10s", "100s", "900s"}) {
      TaskAlignment task = task(store(), lookback);
      run(task, 1, 12_000, 1);
      long events = offset;
      long began = cpuNs();
      run(task, 1, 50_000, 1);
      double micros = (cpuNs() - began) / 1e3 / (offset - events);
      long buffered = Math.round(10 * Double.parseDouble(lookback.replace("s", "")));
      System.out.printf("%,d | %.2f%n", buffered, micros);
      assertThat(task.sitesInMemory()).isEqualTo(1);
      offset = 0;
    }
  }

  /** Steps of 100 ms of all sites; a text comes every so many tenths of a second times ten. */
  private void run(TaskAlignment task, int sites, int steps, int textSeconds) {
    for (int step = 0; step < steps; step++) {
      nowMs += STEP_MS;
      boolean dense = textSeconds == 1;
      for (int site = 0; site < sites; site++) {
        String name = "site-" + site;
        if (step % 2 == 0) {
          add(task, Modality.CAMERA, name, "door", 0, null);
        }
        if (step % 5 == 0) {
          add(task, Modality.AUDIO, name, "hall", 500_000, null);
        }
        if (dense || step % (10 * textSeconds) == 0) {
          add(task, Modality.TEXT, name, "chat", 0, "is anyone at the door?");
        }
      }
      task.release(nowMs - 1, nowMs - 1);
      long began = cpuNs();
      task.save();
      savedNs += cpuNs() - began;
    }
  }

  private void add(
      TaskAlignment task, Modality modality, String site, String sensor, long spanUs, String text) {
    String id = Long.toString(++offset);
    Place place = new Place(modality, offset, nowMs, 100, 0);
    Header header = new Header(site, sensor, id, (nowMs - 10) * 1_000 - spanUs, spanUs, text, null);
    task.add(new ArrivedEvent(place, header, Standing.WAITING));
  }

  private KeyValueStore<Bytes, byte[]> store() {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("state").get();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private TaskAlignment task(KeyValueStore<Bytes, byte[]> store, String lookback) {
    return new TaskAlignment(
        AlignmentPlan.of(Pipeline.parse("home", HOME.formatted(lookback))),
        store,
        new TaskAlignment.Outcome() {
          @Override
          public void emitted(String site, AlignedMoment<ArrivedEvent> moment) {
            decided++;
          }

          @Override
          public void dropped(ArrivedEvent event, DropReason reason) {
            decided++;
          }

          @Override
          public void alarmed(ClockAlarm<ArrivedEvent> alarm) {
            throw new AssertionError(alarm);
          }

          @Override
          public void overtaken(ArrivedEvent event, long passedMs) {
            throw new AssertionError();
          }
        });
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
