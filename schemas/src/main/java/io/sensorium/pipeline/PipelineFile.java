package io.sensorium.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sensorium.config.ConfigException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipeline file as it is written; null where a key is absent. */
record PipelineFile(
    @Nullable String pipeline,
    @Nullable PaceKeys pace,
    @Nullable LinkedHashMap<String, InputKeys> inputs,
    @Nullable LimitKeys limits,
    @Nullable InferenceKeys inference) {

  record PaceKeys(
      @Nullable String each, @Nullable Duration every, @Nullable ApproximateKeys approximate) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    PaceKeys {}

    /** A pace of one word. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PaceKeys of(String word) {
      if (word.equals("approximate")) {
        return new PaceKeys(null, null, new ApproximateKeys(null, null));
      }
      throw new ConfigException("expected " + PaceParser.EXPECTED + ", found '" + word + "'");
    }
  }

  record ApproximateKeys(@Nullable Double agePenalty, @Nullable String largestInterval) {}

  record InputKeys(
      @Nullable String modality,
      @Nullable String sensors,
      @Nullable String match,
      @Nullable Duration tolerance,
      @Nullable Duration lookback,
      @Nullable Duration before,
      @Nullable Duration after,
      @Nullable Duration minInterval,
      @Nullable Boolean required,
      @Nullable String clock,
      @Nullable Duration offset,
      @Nullable Duration disorder,
      @Nullable Duration idle,
      @JsonProperty("wait") @Nullable Duration maxWait) {}

  record LimitKeys(
      @Nullable String maxAhead,
      @Nullable String maxBehind,
      @Nullable String clockJump,
      @Nullable Integer bufferedEventsPerSite,
      @Nullable String clockAlarm,
      @Nullable String driftAlarm) {}

  record InferenceKeys(
      @Nullable Integer maxBatchSize,
      @Nullable Duration maxBatchDelay,
      @Nullable LinkedHashMap<String, StepKeys> steps,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<PredictionKeys> prediction,
      @Nullable ContributionKeys contributions) {}

  record StepKeys(
      @Nullable String model,
      @Nullable String version,
      @Nullable LinkedHashMap<String, FeedKeys> tensors,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<ConditionKeys> when,
      @Nullable Boolean optional) {}

  record ConditionKeys(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> present,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> absent,
      @Nullable String step,
      @Nullable String output,
      @Nullable Double maxBelow,
      @Nullable Double maxAbove,
      @Nullable Double entropyAbove,
      @Nullable String label,
      @Nullable Double above,
      @Nullable Double below) {}

  record ContributionKeys(@Nullable Integer every) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    ContributionKeys {}

    /** One word. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ContributionKeys of(String word) {
      return switch (word) {
        case "leave-one-out" -> new ContributionKeys(1);
        case "none" -> new ContributionKeys(0);
        default ->
            throw new ConfigException(
                "expected leave-one-out, none or { every: N }, found '" + word + "'");
      };
    }
  }

  record PredictionKeys(@Nullable String step, @Nullable String output) {}

  record FeedKeys(
      @Nullable String input,
      @Nullable String step,
      @Nullable String output,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> presence,
      @Nullable String state,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Double> constant) {}
}
