package io.sensorium.worker.graph;

import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.StepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A step without state, whose rows of several moments may go into one run. */
final class ComputedBatch implements StepBatch {
  private final StepPlan step;
  private final int place;
  private final StepRunner runner;
  private final ResultCache cache;
  private final GraphListener listener;
  private final List<MomentWork> works;
  private final @Nullable StepResult[] results;
  private final @Nullable StepRun[] runs;
  private final List<Integer> running = new ArrayList<>();

  /**
   * Finds out for which of the moments the model has to run.
   *
   * @param place of the step in the plan
   * @param before says so
   */
  ComputedBatch(
      StepPlan step,
      int place,
      List<MomentWork> works,
      BeforeRun before,
      StepRunner runner,
      ResultCache cache,
      GraphListener listener) {
    this.step = step;
    this.place = place;
    this.works = works;
    this.runner = runner;
    this.cache = cache;
    this.listener = listener;
    this.results = new StepResult[works.size()];
    this.runs = new StepRun[works.size()];
    for (int i = 0; i < works.size(); i++) {
      results[i] = before.result(place, works.get(i));
      if (results[i] == null && works.get(i).computes(place)) {
        running.add(i);
      }
    }
  }

  @Override
  public boolean pending() {
    return !running.isEmpty();
  }

  @Override
  public void run() {
    run(running);
  }

  /** Where a batch fails, each moment is tried by itself, so that one cannot fail the others. */
  private void run(List<Integer> moments) {
    try {
      List<StepRun> given = runner.run(moments.stream().map(works::get).toList());
      for (int i = 0; i < moments.size(); i++) {
        runs[moments.get(i)] = given.get(i);
      }
    } catch (RuntimeException failed) {
      if (moments.size() == 1) {
        results[moments.get(0)] = StepResult.failed(failed);
      } else {
        moments.forEach(moment -> run(List.of(moment)));
      }
    }
  }

  @Override
  public void complete() {
    for (int i = 0; i < works.size(); i++) {
      MomentWork work = works.get(i);
      StepRun run = runs[i];
      if (run != null) {
        results[i] = result(work, run);
        work.withoutInput(place).putAll(run.without());
      }
      StepResult result = results[i];
      if (result != null) {
        complete(work, result);
      }
    }
  }

  private void complete(MomentWork work, StepResult result) {
    ResultCache.Claim claim = work.claims().get(place);
    if (claim != null && claim.mine()) {
      cache.complete(claim, result);
    }
    if (result.skip() != null) {
      listener.stepSkipped(step.name());
    } else if (result.failure() != null) {
      listener.stepFailed(step.name());
    }
  }

  @Override
  public void settle() {
    for (int i = 0; i < works.size(); i++) {
      MomentWork work = works.get(i);
      StepResult result = results[i];
      work.done(place, result == null ? ofAnother(work) : result);
    }
  }

  @Override
  public long nanos(int moment) {
    StepRun run = runs[moment];
    return run == null ? 0 : run.nanos();
  }

  private StepResult ofAnother(MomentWork work) {
    return Objects.requireNonNull(work.claims().get(place)).result().join();
  }

  private StepResult result(MomentWork work, StepRun run) {
    FramePlacement placement = null;
    for (FeedPlan feed : step.feeds()) {
      MomentWork.Row row = work.rows().get(feed);
      placement = placement == null && row != null ? row.placement() : placement;
    }
    return StepResult.of(run.outputs(), work.unreadable(place), placement);
  }
}
