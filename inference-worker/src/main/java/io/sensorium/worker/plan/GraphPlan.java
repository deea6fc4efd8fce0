package io.sensorium.worker.plan;

import io.sensorium.pipeline.Input;
import io.sensorium.worker.decode.ResultDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps that the prediction depends on, in an order in which each finds its feeds done; the
 * last one gives the prediction.
 *
 * @param inputs of the pipeline that reach the prediction, in the order of the pipeline file
 * @param steps never empty
 * @param output the output of the last step that is the prediction
 * @param decoder makes the prediction's result of it
 */
public record GraphPlan(
    List<Input> inputs, List<StepPlan> steps, String output, ResultDecoder decoder) {
  public GraphPlan {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
  }

  /** The step whose output is the prediction. */
  public StepPlan last() {
    return steps.get(steps.size() - 1);
  }

  /** Whether any step carries state. */
  public boolean stateful() {
    return steps.stream().anyMatch(StepPlan::stateful);
  }

  /** Names of the inputs. */
  public Set<String> inputNames() {
    Set<String> names = new LinkedHashSet<>();
    inputs.forEach(input -> names.add(input.name()));
    return names;
  }
}
