package io.sensorium.worker.graph;

import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Match;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Claims the results that a moment is first to need, and computes the features for them. */
final class FeatureStage {
  private final StepCalls calls;
  private final ResultCache cache;
  private final RowPool pool;
  private final LongSupplier nanoTime;
  private final GraphListener listener;
  private final Map<FeedPlan, FeatureWriter> writers = new HashMap<>();
  private final List<Step> steps;

  /** What is asked of each step for each moment, found out once. */
  private record Step(
      StepPlan plan,
      List<FeedPlan.FromInput> feeds,
      boolean recurring,
      boolean stateful,
      boolean calledLate) {
    static Step of(StepPlan plan) {
      return new Step(
          plan, plan.inputFeeds(), plan.recurring(), plan.stateful(), plan.calledLate());
    }
  }

  FeatureStage(
      GraphPlan plan,
      ResultCache cache,
      RowPool pool,
      LongSupplier nanoTime,
      GraphListener listener) {
    this.calls = new StepCalls(plan);
    this.listener = listener;
    this.cache = cache;
    this.pool = pool;
    this.nanoTime = nanoTime;
    this.steps = plan.steps().stream().map(Step::of).toList();
    for (Step step : steps) {
      step.feeds().forEach(feed -> writers.put(feed, new FeatureWriter(feed)));
    }
  }

  /**
   * Finds out which steps are called for, as far as that is known already, and claims their
   * results. To be called for the moments in the order in which lanes will take them.
   */
  void claim(MomentWork work) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Skip skip = calls.early(i, work);
      if (skip == null && work.late() && step.plan().optional()) {
        skip = known(i, work) ? null : tooLate(step.plan());
      } else if (skip == null && !step.calledLate()) {
        claim(i, work);
      }
      if (skip != null) {
        work.skips().put(i, skip);
      }
    }
  }

  /** Computes the features of all that the moment is known to need; a bug fails the moment. */
  void compute(MomentWork work) {
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).calledLate() && !work.skips().containsKey(i)) {
        compute(work, i);
      }
    }
  }

  /**
   * Claims the result of a step that has turned out to be called for, and computes its features.
   */
  void call(MomentWork work, int step) {
    if (!work.claims().containsKey(step)) {
      claim(step, work);
    }
    compute(work, step);
  }

  /** Gives the moment's rows back. */
  void release(MomentWork work) {
    work.rows().values().forEach(row -> pool.give(row.values()));
    work.rows().clear();
  }

  private void claim(int step, MomentWork work) {
    ResultCache.Key key = key(step, work);
    if (key != null) {
      ResultCache.Claim claim = cache.claim(key);
      work.claims().put(step, claim);
      count(claim.mine(), steps.get(step).plan());
    }
  }

  private boolean known(int step, MomentWork work) {
    ResultCache.Key key = key(step, work);
    ResultCache.Claim claim = key == null ? null : cache.known(key);
    if (claim != null) {
      work.claims().put(step, claim);
      count(false, steps.get(step).plan());
    }
    return claim != null;
  }

  private void count(boolean miss, StepPlan step) {
    if (miss) {
      listener.cacheMiss(step.name());
    } else {
      listener.cacheHit(step.name());
    }
  }

  private static Skip tooLate(StepPlan step) {
    return new Skip(
        MissingReason.DEADLINE,
        "the moment had waited past its deadline for step '" + step.name() + "'");
  }

  /** What determines the step's result; null where results never recur, or nothing is there. */
  private ResultCache.@Nullable Key key(int place, MomentWork work) {
    Step step = steps.get(place);
    if (!step.recurring()) {
      return null;
    }
    List<EventKey> events = new ArrayList<>();
    long anchor = 0;
    for (FeedPlan.FromInput feed : step.feeds()) {
      InputPayload payload = work.payload(feed.input().name());
      if (payload != null) {
        payload.events().forEach(event -> events.add(EventKey.of(event.reference())));
        anchor = dependsOnMoment(feed, payload) ? work.momentUs() : anchor;
      }
    }
    return events.isEmpty() ? null : new ResultCache.Key(place, events, anchor);
  }

  private void compute(MomentWork work, int place) {
    Step step = steps.get(place);
    if (step.stateful() || !work.computes(place)) {
      return;
    }
    long start = nanoTime.getAsLong();
    try {
      for (FeedPlan.FromInput feed : step.feeds()) {
        compute(work, place, feed);
      }
    } catch (RuntimeException | Error bug) {
      work.fail(Stage.FEATURES, bug);
    }
    work.addFeaturesNanos(nanoTime.getAsLong() - start);
  }

  private void compute(MomentWork work, int step, FeedPlan.FromInput feed) {
    InputPayload payload = work.payload(feed.input().name());
    FeatureWriter writer = writers.get(feed);
    if (payload == null || writer == null || work.rows().containsKey(feed)) {
      return;
    }
    FloatBuffer values = pool.take(feed.spec().size());
    try {
      FramePlacement placement = writer.write(payload, work.momentUs(), values);
      work.rows().put(feed, new MomentWork.Row(values, placement));
    } catch (FeatureException unreadable) {
      pool.give(values);
      work.unreadable(step).put(feed.input().name(), String.valueOf(unreadable.getMessage()));
    }
  }

  private static boolean dependsOnMoment(FeedPlan.FromInput feed, InputPayload payload) {
    boolean sound = feed.input().modality() == Modality.AUDIO;
    boolean several = payload.events().size() > 1;
    return sound ? feed.input().match() instanceof Match.Overlap : several;
  }
}
