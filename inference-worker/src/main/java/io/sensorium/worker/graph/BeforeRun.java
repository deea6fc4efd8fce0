package io.sensorium.worker.graph;

import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a step's model has to run for a moment at all. Belongs to one lane. */
final class BeforeRun {
  private final GraphPlan plan;
  private final StepCalls calls;
  private final FeatureStage features;
  private final List<StepRunner> runners;
  private final boolean[] calledLate;

  /**
   * @param runners by the steps' places; may be filled later
   */
  BeforeRun(GraphPlan plan, FeatureStage features, List<StepRunner> runners) {
    this.plan = plan;
    this.calls = new StepCalls(plan);
    this.features = features;
    this.runners = runners;
    this.calledLate = new boolean[plan.steps().size()];
    for (int i = 0; i < calledLate.length; i++) {
      calledLate[i] = plan.steps().get(i).calledLate();
    }
  }

  /** The step's result where the model need not run for it; null where it or another lane runs. */
  @Nullable StepResult result(int step, MomentWork work) {
    try {
      Skip early = work.skips().get(step);
      Skip skip = early == null ? calls.late(step, work) : early;
      if (skip != null) {
        return StepResult.skipped(skip);
      }
      if (calledLate[step]) {
        features.call(work, step);
      }
    } catch (RuntimeException undecided) {
      return StepResult.failed(undecided);
    }
    Throwable hindrance = work.computes(step) ? hindrance(step, work) : null;
    if (hindrance != null) {
      return StepResult.failed(hindrance);
    }
    if (work.computes(step) && !runners.get(step).runnable(work)) {
      Skip inherited = calls.inherited(step, work);
      return inherited == null
          ? StepResult.absent(work.unreadable(step))
          : StepResult.skipped(inherited);
    }
    return null;
  }

  /** Why a step cannot run for a moment; null where nothing is in its way. */
  private @Nullable Throwable hindrance(int step, MomentWork work) {
    if (work.failure() != null) {
      return work.failure().cause();
    }
    for (FeedPlan feed : plan.steps().get(step).feeds()) {
      if (feed instanceof FeedPlan.FromStep from && work.result(from.step()).failure() != null) {
        return work.result(from.step()).failure();
      }
    }
    return null;
  }
}
