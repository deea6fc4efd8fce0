package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sensors of a site; iterates those that have been heard, in the order of first hearing. */
final class Sensors<R> implements Iterable<SensorClock<R>> {
  private final AlignmentSpec spec;
  private final Map<Modality, Map<String, SensorClock<R>>> known = new EnumMap<>(Modality.class);
  private final List<SensorClock<R>> heard = new ArrayList<>();

  Sensors(AlignmentSpec spec) {
    this.spec = spec;
  }

  /** The sensor's clock; null where it feeds no input. */
  @Nullable SensorClock<R> find(Modality modality, String name) {
    Map<String, SensorClock<R>> named = known.computeIfAbsent(modality, m -> new HashMap<>());
    SensorClock<R> clock = named.get(name);
    if (clock == null) {
      int[] inputs = spec.inputsOf(modality, name);
      if (inputs.length > 0) {
        clock = new SensorClock<>(spec, modality, name, inputs);
        named.put(name, clock);
      }
    }
    return clock;
  }

  /** An event of the sensor has arrived. */
  void hear(SensorClock<R> sensor, long now) {
    if (!sensor.heard()) {
      heard.add(sensor);
    }
    sensor.lastArrival = now;
  }

  List<SiteState.Sensor> state() {
    return heard.stream()
        .map(s -> new SiteState.Sensor(s.modality, s.name, s.watermark, s.lastArrival, s.strikes))
        .toList();
  }

  /** The sensors that were heard, in order of their last arrival. */
  List<SensorClock<R>> recall(List<SiteState.Sensor> states) {
    for (SiteState.Sensor state : states) {
      SensorClock<R> clock = find(state.modality(), state.name());
      if (clock != null) {
        hear(clock, state.lastArrivalUs());
        clock.watermark = state.watermarkUs();
        clock.strikes = state.strikes();
      }
    }
    return heard.stream().sorted(Comparator.comparingLong(s -> s.lastArrival)).toList();
  }

  @Override
  public Iterator<SensorClock<R>> iterator() {
    return heard.iterator();
  }
}
