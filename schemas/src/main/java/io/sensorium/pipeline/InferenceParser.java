package io.sensorium.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    PipelineFile.PredictionKeys prediction = keyCheck.present("prediction", keys.prediction());
    String step = keyCheck.present("prediction.step", prediction.step());
    keyCheck.expect(steps.contains(step), "prediction.step", "one of the steps " + steps, step);
    return new Inference(
        size,
        delay,
        parsed,
        new Inference.PredictionSource(
            step, keyCheck.present("prediction.output", prediction.output())));
  }

  private Step step(String name, PipelineFile.StepKeys keys) {
    String at = "steps." + name;
    Map<String, PipelineFile.FeedKeys> tensorKeys =
        keyCheck.present(at + ".tensors", keys.tensors());
    Map<String, Feed> tensors = new LinkedHashMap<>();
    tensorKeys.forEach((tensor, k) -> tensors.put(tensor, feed(at + ".tensors." + tensor, k)));
    Step step =
        new Step(name, keyCheck.present(at + ".model", keys.model()), keys.version(), tensors);
    steps.add(name);
    return step;
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
