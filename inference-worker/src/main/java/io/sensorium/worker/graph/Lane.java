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
import org.jspecify.annotations.Nullable;
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
  private final List<ModelSession> sessions;
  private final List<StepRunner> runners = new ArrayList<>();
  private final List<SoundStreams> streams = new ArrayList<>();
  private final BatchQueue<MomentWork> queue;
  private final ResultCache cache;
  private final Consumer<MomentWork> finished;
  private final List<Integer> warmUps;
  private final CompletableFuture<Void> warm = new CompletableFuture<>();

  /**
   * @param warmUps rows of the runs on zeros that come first
   */
  Lane(
      GraphPlan plan,
      List<ModelSession> sessions,
      BatchQueue<MomentWork> queue,
      ResultCache cache,
      GraphSettings settings,
      List<Integer> warmUps,
      LongSupplier nanoTime,
      Consumer<MomentWork> finished) {
    this.plan = plan;
    this.sessions = List.copyOf(sessions);
    this.queue = queue;
    this.cache = cache;
    this.finished = finished;
    this.warmUps = List.copyOf(warmUps);
    for (int i = 0; i < plan.steps().size(); i++) {
      StepPlan step = plan.steps().get(i);
      runners.add(new StepRunner(plan, step, sessions.get(i), nanoTime));
      if (step.stateful()) {
        streams.add(new SoundStreams(step, sessions.get(i), settings.soundStreams(), nanoTime));
      }
    }
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
    } catch (RuntimeException | Error failed) {
      if (!warm.completeExceptionally(failed)) {
        throw failed;
      }
    } finally {
      sessions.stream().distinct().forEach(ModelSession::close);
    }
  }

  /** Completes once the lane's sessions have run; exceptionally where one failed. */
  CompletableFuture<Void> warm() {
    return warm;
  }

  private void warmUp() {
    for (int rows : warmUps) {
      for (int i = 0; i < sessions.size(); i++) {
        WarmUp.run(plan.steps().get(i), sessions.get(i), rows);
      }
    }
    warm.complete(null);
  }

  private void process(List<MomentWork> batch) {
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
    List<MomentWork> running = new ArrayList<>();
    for (MomentWork work : batch) {
      if (work.computes(step)
          && hindrance(step, work) == null
          && runners.get(step).runnable(work)) {
        running.add(work);
      }
    }
    Map<MomentWork, StepResult> own = running.isEmpty() ? Map.of() : run(step, running);
    Map<MomentWork, StepResult> all = new HashMap<>();
    for (MomentWork work : batch) {
      if (work.computes(step)) {
        StepResult result = own.get(work);
        if (result == null) {
          Throwable hindrance = hindrance(step, work);
          result =
              hindrance == null
                  ? StepResult.absent(work.unreadable(step))
                  : StepResult.failed(hindrance);
        }
        all.put(work, result);
        ResultCache.Claim claim = work.claims().get(step);
        if (claim != null) {
          cache.complete(claim, result);
        }
      }
    }
    for (MomentWork work : batch) {
      ResultCache.Claim claim = work.claims().get(step);
      StepResult result = all.get(work);
      work.results().add(result != null || claim == null ? result : claim.result().join());
    }
  }

  /** Why a step cannot run for a moment; null where nothing is in its way. */
  private @Nullable Throwable hindrance(int step, MomentWork work) {
    if (work.failure() != null) {
      return work.failure().cause();
    }
    for (FeedPlan feed : plan.steps().get(step).feeds()) {
      if (feed instanceof FeedPlan.FromStep from
          && work.results().get(from.step()).failure() != null) {
        return work.results().get(from.step()).failure();
      }
    }
    return null;
  }

  /** Where a batch fails, each moment is tried by itself, so that one cannot fail the others. */
  private Map<MomentWork, StepResult> run(int step, List<MomentWork> works) {
    Map<MomentWork, StepResult> results = new HashMap<>();
    try {
      runners
          .get(step)
          .run(works)
          .forEach((work, outputs) -> results.put(work, result(step, work, outputs)));
    } catch (RuntimeException failed) {
      if (works.size() == 1) {
        results.put(works.get(0), StepResult.failed(failed));
      } else {
        works.forEach(work -> results.putAll(run(step, List.of(work))));
      }
    }
    return results;
  }

  private StepResult result(int step, MomentWork work, Map<String, float[]> outputs) {
    FramePlacement placement = null;
    for (FeedPlan feed : plan.steps().get(step).feeds()) {
      MomentWork.Row row = work.rows().get(feed);
      placement = placement == null && row != null ? row.placement() : placement;
    }
    return new StepResult(outputs, work.unreadable(step), placement, false, null);
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
