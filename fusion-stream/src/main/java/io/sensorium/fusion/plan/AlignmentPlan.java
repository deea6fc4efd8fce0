package io.sensorium.fusion.plan;

import io.sensorium.config.Durations;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ApproximateRules;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import io.sensorium.pipeline.Glob;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Limits;
import io.sensorium.pipeline.Match;
import io.sensorium.pipeline.Pace;
import io.sensorium.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pipeline file says of alignment, in the aligner's terms. */
public final class AlignmentPlan {
  private static final long PPB_IN_PPM = 1_000;

  private AlignmentPlan() {}

  public static AlignmentSpec of(Pipeline pipeline) {
    List<InputSpec> inputs =
        pipeline.inputs().stream().map(input -> input(input, pipeline.pace())).toList();
    long every = pipeline.pace() instanceof Pace.Every pace ? Durations.micros(pace.period()) : 0;
    Limits limits = pipeline.limits();
    return new AlignmentSpec(
        inputs,
        every,
        pipeline.pace() instanceof Pace.Approximate pace ? approximate(pace) : null,
        limit(limits.maxAhead()),
        limit(limits.maxBehind()),
        limit(limits.clockJump()),
        limits.bufferedEventsPerSite(),
        clocks(limits));
  }

  /** The aligner's name of a modality. */
  public static Modality modality(io.sensorium.event.Modality modality) {
    return switch (modality) {
      case CAMERA -> Modality.CAMERA;
      case AUDIO -> Modality.AUDIO;
      case TEXT -> Modality.TEXT;
    };
  }

  private static ApproximateRules approximate(Pace.Approximate pace) {
    return new ApproximateRules(pace.agePenalty(), limit(pace.largestInterval()));
  }

  private static InputSpec input(Input input, Pace pace) {
    String sensors = input.sensors();
    return new InputSpec(
        input.name(),
        modality(input.modality()),
        sensor -> Glob.matches(sensors, sensor),
        matching(input, pace),
        input.required(),
        clock(input.clock()),
        Durations.micros(input.offset()),
        Durations.micros(input.disorder()),
        Durations.micros(input.idle()),
        Durations.micros(input.maxWait()));
  }

  private static ClockKind clock(io.sensorium.pipeline.ClockKind clock) {
    return switch (clock) {
      case DEVICE -> ClockKind.DEVICE;
      case ARRIVAL -> ClockKind.ARRIVAL;
      case LEARNED -> ClockKind.LEARNED;
    };
  }

  private static ClockRules clocks(Limits limits) {
    Duration skew = limits.clockAlarm();
    Double ppm = limits.driftAlarmPpm();
    return ClockRules.DEFAULT.withAlarms(
        skew == null ? ClockRules.NONE : Durations.micros(skew),
        ppm == null ? ClockRules.NONE : Math.round(ppm * PPB_IN_PPM));
  }

  /** The pace input has the event that opened the moment, whatever else the file says of it. */
  private static Matching matching(Input input, Pace pace) {
    if (pace instanceof Pace.Each each && each.input().equals(input.name())) {
      return new Matching.Pace();
    }
    Match match = input.match();
    if (match instanceof Match.Nearest nearest) {
      return new Matching.Nearest(Durations.micros(nearest.tolerance()));
    }
    if (match instanceof Match.Latest latest) {
      return new Matching.Latest(Durations.micros(latest.lookback()));
    }
    if (match instanceof Match.Overlap overlap) {
      return new Matching.Overlap(
          Durations.micros(overlap.before()), Durations.micros(overlap.after()));
    }
    if (match instanceof Match.Member member) {
      return new Matching.Member(Durations.micros(member.minInterval()));
    }
    throw new IllegalArgumentException(
        "expected a match for input " + input.name() + ", found none; only a pace input has none");
  }

  private static long limit(@Nullable Duration limit) {
    return limit == null ? AlignmentSpec.NONE : Durations.micros(limit);
  }
}
