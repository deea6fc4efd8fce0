package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sensors of a site. */
final class Sensors<R> {
  private final AlignmentSpec spec;
  private final Map<Modality, Map<String, SensorClock<R>>> known = new EnumMap<>(Modality.class);

  /** In the order of first hearing. */
  private final List<SensorClock<R>> heard = new ArrayList<>();

  /** Those whose clocks are estimated, heard or not. */
  private final List<SensorClock<R>> estimated = new ArrayList<>();

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
        if (clock.estimator != null) {
          estimated.add(clock);
        }
      }
    }
    return clock;
  }

  /** The sensors whose clocks are estimated. */
  List<SensorClock<R>> estimated() {
    return estimated;
  }

  /** An event of the sensor has arrived. */
  void hear(SensorClock<R> sensor, long now) {
    if (!sensor.heard()) {
      heard.add(sensor);
    }
    sensor.lastArrival = now;
  }

  /** Whether there are live sensors, and the largest of their watermarks is below the bound. */
  boolean fallenBelow(long bound, long now) {
    boolean any = false;
    for (SensorClock<R> sensor : heard) {
      if (sensor.live(now)) {
        any = true;
        if (sensor.watermark >= bound) {
          return false;
        }
      }
    }
    return any;
  }

  /**
   * The instant at which {@link #fallenBelow} becomes true by silence alone: when the last sensor
   * that keeps up with the bound stops being live while another goes on.
   */
  long nextFallBelow(long bound, long now) {
    long keepingUp = Long.MIN_VALUE;
    long behind = Long.MIN_VALUE;
    for (SensorClock<R> sensor : heard) {
      if (sensor.live(now)) {
        long silent = sensor.lastArrival + sensor.idleUs;
        if (sensor.watermark >= bound) {
          keepingUp = Math.max(keepingUp, silent);
        } else {
          behind = Math.max(behind, silent);
        }
      }
    }
    return keepingUp > Long.MIN_VALUE && behind > keepingUp ? keepingUp : Long.MAX_VALUE;
  }

  List<SiteState.Sensor> state() {
    return Stream.concat(heard.stream(), estimated.stream().filter(s -> !s.heard()))
        .map(SensorClock::state)
        .toList();
  }

  /** The sensors that were heard, in order of their last arrival. */
  List<SensorClock<R>> recall(List<SiteState.Sensor> states) {
    for (SiteState.Sensor state : states) {
      SensorClock<R> clock = find(state.modality(), state.name());
      if (clock != null) {
        clock.recall(state);
        if (state.lastArrivalUs() != SiteState.UNSET) {
          hear(clock, state.lastArrivalUs());
        }
      }
    }
    return heard.stream().sorted(Comparator.comparingLong(s -> s.lastArrival)).toList();
  }
}
