package io.sensorium.worker.graph;

import io.sensorium.event.MissingReason;
import io.sensorium.worker.plan.ConditionPlan;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether steps are called for at a moment. Thread-safe. */
final class StepCalls {
  private final GraphPlan plan;

  StepCalls(GraphPlan plan) {
    this.plan = plan;
  }

  /** From what the moment has: why the step is not called for, null where it may be. */
  @Nullable Skip early(int place, MomentWork work) {
    for (ConditionPlan condition : plan.steps().get(place).when()) {
      if (condition instanceof ConditionPlan.Present present) {
        List<String> lacking = present.inputs().stream().filter(i -> !has(work, i)).toList();
        if (!lacking.isEmpty()) {
          return skip(place, "runs where " + lacking + " is there");
        }
      } else if (condition instanceof ConditionPlan.Absent absent) {
        List<String> there = absent.inputs().stream().filter(i -> has(work, i)).toList();
        if (!there.isEmpty()) {
          return skip(place, "runs where " + there + " is not there");
        }
      }
    }
    return null;
  }

  /**
   * From the results so far: why the step is not called for, null where it is.
   *
   * @throws RuntimeException where the scores to decide by are none
   */
  @Nullable Skip late(int place, MomentWork work) {
    for (ConditionPlan condition : plan.steps().get(place).when()) {
      if (condition instanceof ConditionPlan.Scored scored) {
        StepResult decisive = work.result(scored.step());
        if (decisive.skip() != null) {
          return new Skip(decisive.skip().reason(), decisive.skip().why());
        }
        float[] row = decisive.outputs().get(scored.output());
        double measured = row == null ? scored.measure().ofNothing() : scored.measured(row);
        if (!scored.holds(measured)) {
          return skip(place, "runs with " + scored.text() + ", and it is " + (float) measured);
        }
      }
    }
    return null;
  }

  /** Why nothing came for a step whose feeds are all missing, where that is for a skipped step. */
  @Nullable Skip inherited(int place, MomentWork work) {
    StepPlan step = plan.steps().get(place);
    for (FeedPlan feed : step.feeds()) {
      if (feed instanceof FeedPlan.FromStep from) {
        Skip skip = work.result(from.step()).skip();
        if (skip != null) {
          return skip;
        }
      }
    }
    return null;
  }

  private static boolean has(MomentWork work, String input) {
    return work.payload(input) != null;
  }

  private Skip skip(int place, String why) {
    return new Skip(MissingReason.SKIPPED, "step '" + plan.steps().get(place).name() + "' " + why);
  }
}
