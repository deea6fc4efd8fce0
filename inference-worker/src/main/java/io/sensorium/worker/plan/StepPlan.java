package io.sensorium.worker.plan;

import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelVersion;
import java.util.List;
import java.util.Set;

/**
 * One step, ready to run.
 *
 * @param name the step's name in the pipeline file
 * @param version the model and what its description says
 * @param file the chosen variant
 * @param feeds one for every input of the model
 * @param inputs the pipeline's inputs that reach it, directly or through other steps
 * @param outputs the model's outputs that are wanted
 * @param taken those of them that are more than its own state
 * @param batched whether rows of several moments can go into one run
 * @param when what has to hold for it to run; empty for always
 * @param optional whether a moment past its deadline goes without it
 */
public record StepPlan(
    String name,
    ModelVersion version,
    ModelFile file,
    List<FeedPlan> feeds,
    Set<String> inputs,
    Set<String> outputs,
    Set<String> taken,
    boolean batched,
    List<ConditionPlan> when,
    boolean optional) {
  public StepPlan {
    feeds = List.copyOf(feeds);
    inputs = Set.copyOf(inputs);
    outputs = Set.copyOf(outputs);
    taken = Set.copyOf(taken);
    when = List.copyOf(when);
  }

  /** Whether it is fed with the input itself. */
  public boolean takes(String input) {
    return inputFeeds().stream().anyMatch(feed -> feed.input().name().equals(input));
  }

  /** Whether only earlier steps' scores tell if it is called for. */
  public boolean calledLate() {
    return when.stream().anyMatch(ConditionPlan.Scored.class::isInstance);
  }

  /** Whether it carries state from run to run. */
  public boolean stateful() {
    return feeds.stream().anyMatch(FeedPlan.FromState.class::isInstance);
  }

  /** Whether inputs can be left out of it by a mask. */
  public boolean masked() {
    return feeds.stream().anyMatch(FeedPlan.FromPresence.class::isInstance);
  }

  /** Whether its outputs depend on nothing but the payloads of its inputs. */
  public boolean recurring() {
    return feeds.stream()
        .allMatch(
            feed -> feed instanceof FeedPlan.FromInput || feed instanceof FeedPlan.FromConstant);
  }

  /** The feeds that come straight from inputs. */
  public List<FeedPlan.FromInput> inputFeeds() {
    return feeds.stream()
        .filter(FeedPlan.FromInput.class::isInstance)
        .map(FeedPlan.FromInput.class::cast)
        .toList();
  }
}
