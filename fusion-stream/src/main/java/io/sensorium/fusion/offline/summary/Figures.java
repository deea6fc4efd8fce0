package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import io.sensorium.fusion.offline.run.RunObserver;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.recording.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and measures a run. Memory grows with the inputs, the sites and their sensors, never with
 * the events. For one thread.
 */
public final class Figures implements RunObserver {
  private static final int MOST_STRANGERS = 100;

  private record SensorKey(String site, Modality modality, String name) {}

  private final AlignmentSpec spec;
  private final List<InputFigures> inputs = new ArrayList<>();
  private final Map<SensorKey, SensorFigures> sensors = new HashMap<>();
  private final Map<ClosedBy, WaitFigures> waits = new EnumMap<>(ClosedBy.class);
  private final WaitFigures allWaits = new WaitFigures();
  private final Map<DropReason, long[]> drops = new EnumMap<>(DropReason.class);
  private final Map<Modality, Map<String, Long>> strangers = new EnumMap<>(Modality.class);
  private long moments;
  private long complete;

  public Figures(AlignmentSpec spec) {
    this.spec = spec;
    spec.inputs().forEach(input -> inputs.add(new InputFigures()));
  }

  @Override
  public void arrived(String site, SensorEvent<Row> event, @Nullable DropReason refused) {
    SensorFigures sensor = sensor(site, event);
    long t = event.handle().timeUs();
    sensor.seen(event.handle().arrivalUs() - t);
    inputs.get(sensor.input()).arrived();
    if (refused == DropReason.LATE) {
      inputs.get(sensor.input()).late(sensor.below(t));
    }
    if (RunObserver.heard(refused)) {
      sensor.raise(t + event.durationUs());
    }
  }

  @Override
  public void ignored(RecordedEvent row) {
    Modality modality = AlignmentPlan.modality(row.modality());
    Map<String, Long> names = strangers.computeIfAbsent(modality, m -> new TreeMap<>());
    if (names.size() < MOST_STRANGERS || names.containsKey(row.sensor())) {
      names.merge(row.sensor(), 1L, Long::sum);
    }
  }

  @Override
  public void emitted(String site, AlignedMoment<Row> moment) {
    moments++;
    boolean whole = true;
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).emitted(moment, moment.matches().get(i));
      whole &= !moment.matches().get(i).isEmpty();
    }
    complete += whole ? 1 : 0;
    waits.computeIfAbsent(moment.closedBy(), by -> new WaitFigures()).closed(moment);
    allWaits.closed(moment);
  }

  @Override
  public void dropped(String site, SensorEvent<Row> event, DropReason reason) {
    drops.computeIfAbsent(reason, r -> new long[inputs.size()])[sensor(site, event).input()]++;
  }

  private SensorFigures sensor(String site, SensorEvent<Row> event) {
    return sensors.computeIfAbsent(
        new SensorKey(site, event.modality(), event.sensor()),
        key -> new SensorFigures(key.site(), key.modality(), key.name(), inputOf(key)));
  }

  private int inputOf(SensorKey sensor) {
    int[] fed = spec.inputsOf(sensor.modality(), sensor.name());
    for (int input : fed) {
      if (spec.inputs().get(input).matching() instanceof Matching.Pace) {
        return input;
      }
    }
    return fed[0];
  }

  public InputFigures input(int index) {
    return inputs.get(index);
  }

  /** Every sensor that was heard. */
  public Collection<SensorFigures> sensors() {
    return sensors.values();
  }

  /** Rows of an input's modality that match no input, by sensor; the first hundred sensors. */
  Map<String, Long> strangers(int input) {
    return strangers.getOrDefault(spec.inputs().get(input).modality(), Map.of());
  }

  /** Emitted moments. */
  public long moments() {
    return moments;
  }

  /** Emitted moments that have every input. */
  public long complete() {
    return complete;
  }

  /**
   * Moments that were opened: with a pace input also those that lacked a required input. How many
   * ticks and sets did is not known.
   */
  public long opened() {
    boolean sets = spec.approximate() != null;
    return sets ? moments : moments + dropped(DropReason.INCOMPLETE);
  }

  public long dropped(DropReason reason) {
    long sum = 0;
    for (long count : drops.getOrDefault(reason, new long[0])) {
      sum += count;
    }
    return sum;
  }

  /** Drops for the reason by the name of the input; inputs without any are left out. */
  public Map<String, Long> droppedByInput(DropReason reason) {
    Map<String, Long> named = new LinkedHashMap<>();
    long[] counts = drops.getOrDefault(reason, new long[0]);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        InputSpec input = spec.inputs().get(i);
        named.put(input.name(), counts[i]);
      }
    }
    return named;
  }

  /** What waiting cost the moments that closed in this way. */
  public WaitFigures waits(ClosedBy by) {
    return waits.getOrDefault(by, new WaitFigures());
  }

  /** What waiting cost all moments. */
  public WaitFigures waits() {
    return allWaits;
  }
}
