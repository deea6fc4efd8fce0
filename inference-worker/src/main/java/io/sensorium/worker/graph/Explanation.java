package io.sensorium.worker.graph;

import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.PredictionPlan;
import io.sensorium.worker.plan.StepPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs reach a step at a moment, and which are left out to see what they contribute.
 * Thread-safe.
 */
final class Explanation {
  private final GraphPlan plan;
  private final StepPlan step;
  private final @Nullable PredictionPlan source;

  /**
   * @param place of the step in the plan
   */
  Explanation(GraphPlan plan, int place) {
    this.plan = plan;
    this.step = plan.steps().get(place);
    this.source = plan.source(place).orElse(null);
  }

  /** The output that may be the prediction; empty where there is none. */
  String output() {
    return source == null ? "" : source.output();
  }

  /**
   * The inputs to leave out. Without a mask there have to be others: nothing but zeros would say
   * nothing.
   */
  List<String> leaveOut(MomentWork work) {
    if (source == null || !work.explained() || source.leavable().isEmpty()) {
      return List.of();
    }
    List<String> reaching =
        source.leavable().stream().filter(input -> reached(work, input)).toList();
    boolean others =
        source.masked() || step.inputs().stream().filter(input -> reached(work, input)).count() > 1;
    return others ? reaching : List.of();
  }

  /** Whether the input has something to say to the step at this moment. */
  boolean reached(MomentWork work, String input) {
    return work.present(input) && (!step.inputs().contains(input) || reached(step, work, input));
  }

  private boolean reached(StepPlan reader, MomentWork work, String input) {
    for (FeedPlan feed : reader.feeds()) {
      if (feed instanceof FeedPlan.FromInput from && from.input().name().equals(input)) {
        return true;
      }
      if (feed instanceof FeedPlan.FromStep from
          && plan.steps().get(from.step()).inputs().contains(input)
          && work.result(from.step()).ran()
          && reached(plan.steps().get(from.step()), work, input)) {
        return true;
      }
    }
    return false;
  }
}
