package io.sensorium.worker.plan;

import io.sensorium.pipeline.Input;
import java.util.ArrayList;
import java.util.HashSet;
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

  /**
   * Places of the steps in waves: those of one need only results of the waves before, so they may
   * run side by side.
   */
  public List<List<Integer>> waves() {
    List<List<Integer>> waves = new ArrayList<>();
    int[] waveOf = new int[steps.size()];
    for (int place = 0; place < waveOf.length; place++) {
      for (int needed : needs(place)) {
        waveOf[place] = Math.max(waveOf[place], waveOf[needed] + 1);
      }
      if (waveOf[place] == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(waveOf[place]).add(place);
    }
    return waves;
  }

  /**
   * Places of the earlier steps that feed a step, call for it, or read an input of its mask, since
   * only they know whether that can be read.
   */
  private Set<Integer> needs(int place) {
    Set<Integer> needs = new HashSet<>();
    for (FeedPlan feed : steps.get(place).feeds()) {
      if (feed instanceof FeedPlan.FromStep from) {
        needs.add(from.step());
      } else if (feed instanceof FeedPlan.FromPresence presence) {
        presence.inputs().forEach(input -> needs.addAll(takers(input)));
      }
    }
    for (ConditionPlan condition : steps.get(place).when()) {
      if (condition instanceof ConditionPlan.Scored scored) {
        needs.add(scored.step());
      }
    }
    needs.removeIf(needed -> needed >= place);
    return needs;
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
