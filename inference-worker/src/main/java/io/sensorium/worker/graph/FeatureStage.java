package io.sensorium.worker.graph;

import io.sensorium.event.Modality;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Match;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Claims the results that a moment is first to need, and computes the features for them. */
final class FeatureStage {
  private final GraphPlan plan;
  private final ResultCache cache;
  private final RowPool pool;
  private final LongSupplier nanoTime;
  private final Map<FeedPlan, FeatureWriter> writers = new HashMap<>();

  FeatureStage(GraphPlan plan, ResultCache cache, RowPool pool, LongSupplier nanoTime) {
    this.plan = plan;
    this.cache = cache;
    this.pool = pool;
    this.nanoTime = nanoTime;
    for (StepPlan step : plan.steps()) {
      step.inputFeeds().forEach(feed -> writers.put(feed, new FeatureWriter(feed)));
    }
  }

  /** Claims results. To be called for the moments in the order in which lanes will take them. */
  void claim(MomentWork work) {
    for (int i = 0; i < plan.steps().size(); i++) {
      StepPlan step = plan.steps().get(i);
      if (step.recurring()) {
        List<EventKey> events = new ArrayList<>();
        long anchor = 0;
        for (FeedPlan.FromInput feed : step.inputFeeds()) {
          InputPayload payload = work.payload(feed.input().name());
          if (payload != null) {
            payload.events().forEach(event -> events.add(EventKey.of(event.reference())));
            anchor = dependsOnMoment(feed, payload) ? work.momentUs() : anchor;
          }
        }
        if (!events.isEmpty()) {
          work.claims().put(i, cache.claim(new ResultCache.Key(i, events, anchor)));
        }
      }
    }
  }

  /** Computes the features of all that the moment has claimed; a bug fails the moment. */
  void compute(MomentWork work) {
    long start = nanoTime.getAsLong();
    try {
      for (int i = 0; i < plan.steps().size(); i++) {
        StepPlan step = plan.steps().get(i);
        if (!step.stateful() && work.computes(i)) {
          for (FeedPlan.FromInput feed : step.inputFeeds()) {
            compute(work, i, feed);
          }
        }
      }
    } catch (RuntimeException | Error bug) {
      work.fail(Stage.FEATURES, bug);
    }
    work.addFeaturesNanos(nanoTime.getAsLong() - start);
  }

  /** Gives the moment's rows back. */
  void release(MomentWork work) {
    work.rows().values().forEach(row -> pool.give(row.values()));
    work.rows().clear();
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
