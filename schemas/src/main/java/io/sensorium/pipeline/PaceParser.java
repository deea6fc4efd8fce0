package io.sensorium.pipeline;

import io.sensorium.config.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the written pace into a {@link Pace}. */
record PaceParser(KeyCheck keyCheck) {
  static final String EXPECTED = "'each: INPUT', 'every: PERIOD' or 'approximate'";

  /** The default of message_filters in ROS, whose policy it is. */
  private static final double DEFAULT_AGE_PENALTY = 0.1;

  private static final double MOST_AGE_PENALTY = 1_000;

  Pace pace(PipelineFile.PaceKeys keys, Set<String> inputs) {
    long given =
        Stream.of(keys.each(), keys.every(), keys.approximate()).filter(Objects::nonNull).count();
    keyCheck.expect(
        given == 1, "pace", "one of " + EXPECTED, given == 0 ? "neither" : given + " of them");
    if (keys.each() != null) {
      keyCheck.expect(
          inputs.contains(keys.each()), "pace.each", "one of the inputs " + inputs, keys.each());
      return new Pace.Each(keys.each());
    }
    if (keys.every() != null) {
      Duration every = keys.every();
      keyCheck.expect(
          Durations.micros(every) > 0, "pace.every", "a period longer than 0", every.toString());
      return new Pace.Every(every);
    }
    return approximate(keyCheck.present("pace.approximate", keys.approximate()));
  }

  private Pace approximate(PipelineFile.ApproximateKeys keys) {
    double penalty = Objects.requireNonNullElse(keys.agePenalty(), DEFAULT_AGE_PENALTY);
    keyCheck.expect(
        penalty >= 0 && penalty <= MOST_AGE_PENALTY,
        "pace.approximate.age-penalty",
        "a number from 0 (the shortest sets) to " + (long) MOST_AGE_PENALTY,
        Double.toString(penalty));
    return new Pace.Approximate(penalty, largest(keys.largestInterval()));
  }

  private @Nullable Duration largest(@Nullable String text) {
    return text == null ? null : keyCheck.spanOrNone("pace.approximate.largest-interval", text);
  }
}
