package io.sensorium.worker.graph;

import io.sensorium.event.Stage;
import io.sensorium.worker.batch.BatchQueue;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.tensor.ModelSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a session of every model: takes batches of moments and runs all steps on each. A
 * step's own results are completed before those of others are waited for, step by step in the same
 * order on every lane, and claims are made in the order of the queue; so lanes never wait for each
 * other in a circle.
 */
final class Lane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final GraphPlan plan;
  private final BeforeRun before;
  private final List<ModelSession> sessions;
  private final List<StepRunner> runners = new ArrayList<>();
  private final List<SoundStreams> streams = new ArrayList<>();
  private final BatchQueue<MomentWork>.Taker queue;
  private final ResultCache cache;
  private final GraphListener listener;
  private final Consumer<MomentWork> finished;
  private final List<Integer> warmUpRows;
  private final CompletableFuture<Void> warm = new CompletableFuture<>();

  /**
   * @param sessions one for every step, closed when this ends
   * @param warmUpRows sizes of batches to begin with
   * @param finished gets the moments whose steps are done
   */
  Lane(
      GraphPlan plan,
      FeatureStage features,
      List<ModelSession> sessions,
      BatchQueue<MomentWork> queue,
      ResultCache cache,
      GraphSettings settings,
      List<Integer> warmUpRows,
      LongSupplier nanoTime,
      GraphListener listener,
      Consumer<MomentWork> finished) {
    this.plan = plan;
    this.before = new BeforeRun(plan, features, runners);
    this.sessions = List.copyOf(sessions);
    this.queue = queue.taker();
    this.cache = cache;
    this.listener = listener;
    this.finished = finished;
    this.warmUpRows = List.copyOf(warmUpRows);
    for (int i = 0; i < plan.steps().size(); i++) {
      StepPlan step = plan.steps().get(i);
      runners.add(new StepRunner(plan, i, sessions.get(i), nanoTime, listener));
      if (step.stateful()) {
        streams.add(
            new SoundStreams(step, sessions.get(i), settings.soundStreams(), nanoTime, listener));
      }
    }
  }

  /** Completes once moments can be processed; exceptionally where a model fails on zeros. */
  CompletableFuture<Void> warm() {
    return warm;
  }

  @Override
  public void run() {
    try {
      warmUp();
      List<MomentWork> batch = queue.take();
      while (!batch.isEmpty()) {
        process(batch);
        batch = queue.take();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      sessions.stream().distinct().forEach(ModelSession::close);
    }
  }

  private void warmUp() {
    try {
      for (int rows : warmUpRows) {
        for (int i = 0; i < plan.steps().size(); i++) {
          WarmUp.run(plan, i, sessions.get(i), rows);
        }
      }
      warm.complete(null);
    } catch (RuntimeException | Error failed) {
      warm.completeExceptionally(failed);
    }
  }

  private void process(List<MomentWork> batch) {
    listener.batch(batch.size());
    try {
      int stream = 0;
      for (int i = 0; i < plan.steps().size(); i++) {
        if (plan.steps().get(i).stateful()) {
          SoundStreams own = streams.get(stream++);
          batch.forEach(work -> work.results().add(listen(own, work)));
        } else {
          compute(i, batch);
        }
      }
    } catch (RuntimeException | Error bug) {
      LOG.error("A lane failed on a batch of {} moments", batch.size(), bug);
      batch.forEach(work -> work.fail(Stage.MODEL, bug));
      abandon(batch, bug);
    }
    batch.forEach(finished);
  }

  private static StepResult listen(SoundStreams streams, MomentWork work) {
    try {
      return streams.run(work);
    } catch (RuntimeException failed) {
      return StepResult.failed(failed);
    }
  }

  private void compute(int step, List<MomentWork> batch) {
    Map<MomentWork, StepResult> results = new HashMap<>(2 * batch.size());
    List<MomentWork> running = new ArrayList<>(batch.size());
    for (MomentWork work : batch) {
      StepResult known = before.result(step, work);
      if (known != null) {
        results.put(work, known);
      } else if (work.computes(step)) {
        running.add(work);
      }
    }
    if (!running.isEmpty()) {
      run(step, running, results);
    }
    results.forEach((work, result) -> complete(step, work, result));
    for (MomentWork work : batch) {
      ResultCache.Claim claim = work.claims().get(step);
      StepResult result = results.get(work);
      work.results().add(result != null || claim == null ? result : claim.result().join());
    }
  }

  private void complete(int step, MomentWork work, StepResult result) {
    ResultCache.Claim claim = work.claims().get(step);
    if (claim != null && claim.mine()) {
      cache.complete(claim, result);
    }
    if (result.skip() != null) {
      listener.stepSkipped(plan.steps().get(step).name());
    } else if (result.failure() != null) {
      listener.stepFailed(plan.steps().get(step).name());
    }
  }

  /** Where a batch fails, each moment is tried by itself, so that one cannot fail the others. */
  private void run(int step, List<MomentWork> works, Map<MomentWork, StepResult> results) {
    try {
      runners
          .get(step)
          .run(works)
          .forEach((work, outputs) -> results.put(work, result(step, work, outputs)));
    } catch (RuntimeException failed) {
      if (works.size() == 1) {
        results.put(works.get(0), StepResult.failed(failed));
      } else {
        works.forEach(work -> run(step, List.of(work), results));
      }
    }
  }

  private StepResult result(int step, MomentWork work, Map<String, float[]> outputs) {
    FramePlacement placement = null;
    for (FeedPlan feed : plan.steps().get(step).feeds()) {
      MomentWork.Row row = work.rows().get(feed);
      placement = placement == null && row != null ? row.placement() : placement;
    }
    return StepResult.of(outputs, work.unreadable(step), placement);
  }

  private void abandon(List<MomentWork> batch, Throwable bug) {
    for (MomentWork work : batch) {
      for (ResultCache.Claim claim : work.claims().values()) {
        if (claim.mine() && !claim.result().isDone()) {
          cache.complete(claim, StepResult.failed(bug));
        }
      }
    }
  }
}
