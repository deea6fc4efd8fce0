package io.sensorium.worker.plan;

import io.sensorium.pipeline.Condition;
import io.sensorium.pipeline.Feed;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Step;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the prediction asks of the steps. */
final class Demand {
  private final Inference inference;
  private final Set<String> steps = new HashSet<>();

  Demand(Inference inference) {
    this.inference = inference;
    inference.predictions().forEach(source -> steps.add(source.step()));
    for (int i = inference.steps().size() - 1; i >= 0; i--) {
      Step step = inference.steps().get(i);
      if (steps.contains(step.name())) {
        step.tensors().values().forEach(this::follow);
        step.when().forEach(this::follow);
      }
    }
  }

  /** Whether a prediction depends on the step, or on whether it ran. */
  boolean needs(Step step) {
    return steps.contains(step.name());
  }

  /** Outputs that other steps, their conditions or the prediction take. */
  Set<String> taken(Step step) {
    Set<String> taken = new LinkedHashSet<>();
    for (Step other : inference.steps()) {
      for (Feed feed : other.tensors().values()) {
        if (feed instanceof Feed.StepFeed from && from.step().equals(step.name())) {
          taken.add(from.output());
        }
      }
      for (Condition condition : other.when()) {
        if (condition instanceof Condition.Scored scored && scored.step().equals(step.name())) {
          taken.add(scored.output());
        }
      }
    }
    for (Inference.PredictionSource source : inference.predictions()) {
      if (source.step().equals(step.name())) {
        taken.add(source.output());
      }
    }
    return taken;
  }

  /** Those, and the outputs that are the step's own state. */
  Set<String> outputs(Step step) {
    Set<String> outputs = taken(step);
    for (Feed feed : step.tensors().values()) {
      if (feed instanceof Feed.StateFeed state) {
        outputs.add(state.output());
      }
    }
    return outputs;
  }

  private void follow(Feed feed) {
    if (feed instanceof Feed.StepFeed from) {
      steps.add(from.step());
    }
  }

  private void follow(Condition condition) {
    if (condition instanceof Condition.Scored scored) {
      steps.add(scored.step());
    }
  }
}
