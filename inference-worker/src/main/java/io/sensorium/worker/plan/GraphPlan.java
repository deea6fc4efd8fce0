package io.sensorium.worker.plan;

import io.sensorium.pipeline.Input;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The steps that the prediction depends on, in an order in which each finds its feeds done.
 *
 * @param inputs of the pipeline that reach a step, in the order of the pipeline file
 * @param steps never empty
 * @param sources of the prediction, in order of preference; never empty
 */
public record GraphPlan(List<Input> inputs, List<StepPlan> steps, List<PredictionPlan> sources) {
  public GraphPlan {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    sources = List.copyOf(sources);
  }

  /** What the prediction takes of the step at that place, if anything. */
  public Optional<PredictionPlan> source(int step) {
    return sources.stream().filter(source -> source.step() == step).findFirst();
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

  /** Places of the steps that are fed with the input itself. */
  public List<Integer> takers(String input) {
    return IntStream.range(0, steps.size())
        .filter(place -> steps.get(place).takes(input))
        .boxed()
        .toList();
  }
}
