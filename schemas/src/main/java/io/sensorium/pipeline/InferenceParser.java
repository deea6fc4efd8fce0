package io.sensorium.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the keys of the {@code inference} section into an {@link Inference}, or says what
 * contradicts.
 */
final class InferenceParser {
  private final KeyCheck keyCheck;
  private final List<String> inputs;
  private final List<String> steps = new ArrayList<>();

  InferenceParser(String source, List<String> inputs) {
    this.keyCheck = new KeyCheck(source, "inference.");
    this.inputs = inputs;
  }

  Inference inference(PipelineFile.InferenceKeys keys) {
    int size = Objects.requireNonNullElse(keys.maxBatchSize(), 16);
    keyCheck.expect(size > 0, "max-batch-size", "at least 1", Integer.toString(size));
    Duration delay = Objects.requireNonNullElse(keys.maxBatchDelay(), Duration.ofMillis(5));
    keyCheck.expect(
        !delay.isNegative(), "max-batch-delay", "a span of 0 or more", delay.toString());
    Map<String, PipelineFile.StepKeys> stepKeys = keyCheck.present("steps", keys.steps());
    keyCheck.expect(!stepKeys.isEmpty(), "steps", "at least one step", "none");
    List<Step> parsed = new ArrayList<>();
    stepKeys.forEach((name, k) -> parsed.add(step(name, k)));
    return new Inference(
        size, delay, parsed, predictions(keys, parsed), contributions(keys.contributions()));
  }

  private List<Inference.PredictionSource> predictions(
      PipelineFile.InferenceKeys keys, List<Step> parsed) {
    List<PipelineFile.PredictionKeys> written = keyCheck.present("prediction", keys.prediction());
    keyCheck.expect(!written.isEmpty(), "prediction", "at least one source", "none");
    List<Inference.PredictionSource> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      String at = written.size() == 1 ? "prediction" : "prediction." + i;
      String name = keyCheck.present(at + ".step", written.get(i).step());
      keyCheck.expect(steps.contains(name), at + ".step", "one of the steps " + steps, name);
      keyCheck.expect(seen.add(name), at + ".step", "a step that is not named before", name);
      boolean last = i == written.size() - 1;
      keyCheck.expect(
          !last || !parsed.get(steps.indexOf(name)).dispensable(),
          at + ".step",
          "for the last resort a step without 'when' and 'optional', so that no moment is without",
          name);
      String output = keyCheck.present(at + ".output", written.get(i).output());
      sources.add(new Inference.PredictionSource(name, output));
    }
    return sources;
  }

  private Contributions contributions(PipelineFile.@Nullable ContributionKeys keys) {
    if (keys == null) {
      return Contributions.ALL;
    }
    int every = keyCheck.present("contributions.every", keys.every());
    keyCheck.expect(
        every >= 0, "contributions.every", "a number of moments", Integer.toString(every));
    return new Contributions(every);
  }

  private Step step(String name, PipelineFile.StepKeys keys) {
    String at = "steps." + name;
    Map<String, PipelineFile.FeedKeys> tensorKeys =
        keyCheck.present(at + ".tensors", keys.tensors());
    Map<String, Feed> tensors = new LinkedHashMap<>();
    tensorKeys.forEach((tensor, k) -> tensors.put(tensor, feed(at + ".tensors." + tensor, k)));
    Step step =
        new Step(
            name,
            keyCheck.present(at + ".model", keys.model()),
            keys.version(),
            tensors,
            when(at + ".when", keys),
            Boolean.TRUE.equals(keys.optional()));
    boolean stateful = tensors.values().stream().anyMatch(Feed.StateFeed.class::isInstance);
    keyCheck.expect(
        !stateful || !step.dispensable(),
        at,
        "neither 'when' nor 'optional' for a step with state, which has to hear everything",
        step.optional() ? "'optional'" : "'when'");
    steps.add(name);
    return step;
  }

  private List<Condition> when(String at, PipelineFile.StepKeys keys) {
    List<PipelineFile.ConditionKeys> written = Objects.requireNonNullElse(keys.when(), List.of());
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String key = written.size() == 1 ? at : at + "." + i;
      conditions.add(
          new ConditionParser(keyCheck, inputs).condition(key, written.get(i), List.copyOf(steps)));
    }
    return conditions;
  }

  private Feed feed(String at, PipelineFile.FeedKeys keys) {
    List<Feed> found = new ArrayList<>();
    if (keys.input() != null) {
      found.add(new Feed.InputFeed(known(at + ".input", keys.input(), inputs, "inputs")));
    }
    if (keys.step() != null) {
      String step = known(at + ".step", keys.step(), steps, "earlier steps");
      found.add(new Feed.StepFeed(step, keyCheck.present(at + ".output", keys.output())));
    } else {
      keyCheck.expect(keys.output() == null, at + ".output", "a 'step' beside it", "none");
    }
    if (keys.presence() != null) {
      keys.presence().forEach(i -> known(at + ".presence", i, inputs, "inputs"));
      found.add(new Feed.PresenceFeed(keys.presence()));
    }
    if (keys.state() != null) {
      found.add(new Feed.StateFeed(keys.state()));
    }
    if (keys.constant() != null) {
      found.add(new Feed.ConstantFeed(keys.constant()));
    }
    keyCheck.expect(
        found.size() == 1,
        at,
        "exactly one of 'input', 'step' with 'output', 'presence', 'state', 'constant'",
        Integer.toString(found.size()));
    return found.get(0);
  }

  private String known(String key, String name, List<String> names, String what) {
    keyCheck.expect(names.contains(name), key, "one of the " + what + " " + names, name);
    return name;
  }
}
