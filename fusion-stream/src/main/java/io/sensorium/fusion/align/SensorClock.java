package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockReading;
import io.sensorium.fusion.clock.ClockRules;
import io.sensorium.fusion.clock.OffsetEstimator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one sensor's clock, and what it has in the buffer. */
final class SensorClock<R> {
  /** Three times running below its own watermark, and a sensor's clock has been reset. */
  private static final int RESET_STRIKES = 3;

  final Modality modality;
  final String name;

  /** Indexes of the inputs that it feeds. */
  final int[] inputs;

  final boolean feedsPace;

  /** It is live while silent for less than this: the longest of its inputs. */
  final long idleUs;

  /** What the clock is off by; null where nobody asks. */
  final @Nullable OffsetEstimator estimator;

  final Map<String, Held<R>> buffered = new HashMap<>();
  long watermark = SiteState.UNSET;
  long lastArrival = SiteState.UNSET;

  /** How many times running its events were more than the clock jump below its watermark. */
  int strikes;

  /** Whether its alarm stands. */
  boolean alarmed;

  /** What the clock was last found to be off by; null while it was not judged since the start. */
  @Nullable ClockReading lastReading;

  private final ClockRules limits;
  private final ClockKind kind;
  private final long offsetUs;

  SensorClock(AlignmentSpec spec, Modality modality, String name, int[] inputs) {
    this.modality = modality;
    this.name = name;
    this.inputs = inputs;
    this.kind = spec.inputs().get(inputs[0]).clock();
    this.offsetUs = spec.inputs().get(inputs[0]).offsetUs();
    boolean pace = false;
    long idle = 0;
    for (int input : inputs) {
      pace |= spec.inputs().get(input).matching() instanceof Matching.Pace;
      idle = Math.max(idle, spec.inputs().get(input).idleUs());
    }
    this.feedsPace = pace;
    this.idleUs = idle;
    ClockRules rules = spec.clocks();
    // A learned offset is applied, whatever it is: only how it drifts may be amiss.
    this.limits = learns() ? rules.withAlarms(ClockRules.NONE, rules.driftAlarmPpb()) : rules;
    boolean estimates = learns() || (kind == ClockKind.DEVICE && limits.alarms());
    this.estimator =
        estimates
            ? new OffsetEstimator(rules, spec.maxAheadUs(), learns() ? null : offsetUs)
            : null;
  }

  /** Whether its offset is learned from arrivals. */
  boolean learns() {
    return kind == ClockKind.LEARNED;
  }

  /**
   * An event has arrived, whatever becomes of it.
   *
   * @return whether it is time to {@link #judge}
   */
  boolean feed(SensorEvent<R> event, long arrival) {
    return estimator != null && estimator.feed(deviceEnd(event), arrival);
  }

  /** The clock has been set: what it is off by is learnt anew. */
  void restart(SensorEvent<R> event, long arrival) {
    if (estimator != null) {
      estimator.restart(deviceEnd(event), arrival);
    }
  }

  /** t of an event that has just been fed, held within ± {@link AlignmentSpec#WIDEST}. */
  long timeOf(SensorEvent<R> event, long arrival) {
    return switch (kind) {
      case DEVICE -> held(device(event) + offsetUs);
      case ARRIVAL -> held(held(arrival) - span(event) + offsetUs);
      case LEARNED -> {
        long learned = estimator == null ? 0 : estimator.offsetUs(deviceEnd(event));
        yield held(held(device(event) + learned) + offsetUs);
      }
    };
  }

  /** End of the span of an event at {@code t}; {@code t} where it is a point in time. */
  static long endOf(SensorEvent<?> event, long t) {
    return held(t + span(event));
  }

  /**
   * Counts an event more than {@code jump} below the watermark.
   *
   * @return whether it was the third running: the clock has been reset
   */
  boolean strikes(long t, long jump) {
    boolean below = watermark != SiteState.UNSET && t < watermark - jump;
    strikes = below ? strikes + 1 : 0;
    boolean reset = strikes == RESET_STRIKES;
    strikes = reset ? 0 : strikes;
    return reset;
  }

  /**
   * Judges the clock with an event that has just been fed.
   *
   * @return an alarm that is raised or cleared with it; null where nothing changes
   */
  @Nullable ClockAlarm<R> judge(SensorEvent<R> event, long arrival) {
    if (estimator == null) {
      return null;
    }
    long skew = estimator.offsetUs(deviceEnd(event)) - offsetUs;
    lastReading = new ClockReading(skew, estimator.driftKnown() ? estimator.driftPpb() : null);
    boolean alarms = lastReading.alarms(limits, alarmed);
    if (alarms == alarmed) {
      return null;
    }
    alarmed = alarms;
    return new ClockAlarm<>(event, arrival, alarms, lastReading);
  }

  boolean heard() {
    return lastArrival != SiteState.UNSET;
  }

  boolean live(long now) {
    return heard() && now - lastArrival < idleUs;
  }

  SiteState.Sensor state() {
    return new SiteState.Sensor(
        modality,
        name,
        watermark,
        lastArrival,
        strikes,
        alarmed,
        estimator == null ? null : estimator.state());
  }

  /** Goes on from a state, but for its last arrival. */
  void recall(SiteState.Sensor state) {
    watermark = state.watermarkUs();
    strikes = state.strikes();
    alarmed = state.alarmed();
    if (estimator != null && state.estimator() != null) {
      estimator.recall(state.estimator());
    }
  }

  private static long deviceEnd(SensorEvent<?> event) {
    return held(device(event) + span(event));
  }

  private static long device(SensorEvent<?> event) {
    return held(event.timeUs());
  }

  private static long span(SensorEvent<?> event) {
    return Math.max(0, Math.min(AlignmentSpec.WIDEST, event.durationUs()));
  }

  private static long held(long time) {
    return Math.max(-AlignmentSpec.WIDEST, Math.min(AlignmentSpec.WIDEST, time));
  }
}
