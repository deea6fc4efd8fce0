package io.sensorium.worker.graph;

import io.sensorium.event.Stage;
import io.sensorium.worker.batch.BatchQueue;
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
 * A session of every model: takes batches of moments and runs all steps on each, wave by wave,
 * those of a wave side by side. A wave's own results are completed before those of others are
 * waited for, in the same order of waves on every lane, and claims are made in the order of the
 * queue; so lanes never wait for each other in a circle.
 */
final class Lane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final GraphPlan plan;
  private final BeforeRun before;
  private final List<ModelSession> sessions;
  private final StepThreads threads;
  private final List<List<Integer>> waves;
  private final List<StepRunner> runners = new ArrayList<>();
  private final Map<Integer, SoundStreams> streams = new HashMap<>();
  private final BatchQueue<MomentWork>.Taker queue;
  private final ResultCache cache;
  private final GraphListener listener;
  private final Consumer<MomentWork> finished;
  private final List<Integer> warmUpRows;
  private final CompletableFuture<Void> warm = new CompletableFuture<>();

  /**
   * @param name of its thread
   * @param sessions one for every step, closed when this ends
   * @param warmUpRows sizes of batches to begin with
   * @param finished gets the moments whose steps are done
   */
  Lane(
      String name,
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
    this.waves = plan.waves();
    this.threads =
        new StepThreads(waves, sessions, Runtime.getRuntime().availableProcessors(), name);
    this.queue = queue.taker();
    this.cache = cache;
    this.listener = listener;
    this.finished = finished;
    this.warmUpRows = List.copyOf(warmUpRows);
    for (int i = 0; i < plan.steps().size(); i++) {
      StepPlan step = plan.steps().get(i);
      runners.add(new StepRunner(plan, i, sessions.get(i), nanoTime, listener));
      if (step.stateful()) {
        streams.put(
            i,
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
      threads.close();
      sessions.stream().distinct().forEach(ModelSession::close);
    }
  }

  private void warmUp() {
    try {
      for (int rows : warmUpRows) {
        for (int i = 0; i < plan.steps().size(); i++) {
          int step = i;
          threads.run(
              List.of(step), List.of(() -> WarmUp.run(plan, step, sessions.get(step), rows)));
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
      for (List<Integer> wave : waves) {
        process(wave, batch);
      }
    } catch (RuntimeException | Error bug) {
      LOG.error("A lane failed on a batch of {} moments", batch.size(), bug);
      batch.forEach(work -> work.fail(Stage.MODEL, bug));
      abandon(batch, bug);
    }
    batch.forEach(finished);
  }

  private void process(List<Integer> wave, List<MomentWork> batch) {
    List<StepBatch> steps = new ArrayList<>(wave.size());
    List<Integer> places = new ArrayList<>(wave.size());
    List<Runnable> tasks = new ArrayList<>(wave.size());
    for (int place : wave) {
      StepBatch step = step(place, batch);
      steps.add(step);
      if (step.pending()) {
        places.add(place);
        tasks.add(step::run);
      }
    }
    threads.run(places, tasks);
    steps.forEach(StepBatch::complete);
    steps.forEach(StepBatch::settle);
    for (int i = 0; i < batch.size(); i++) {
      long longest = 0;
      for (StepBatch step : steps) {
        longest = Math.max(longest, step.nanos(i));
      }
      batch.get(i).addComputeNanos(longest);
    }
  }

  private StepBatch step(int place, List<MomentWork> batch) {
    SoundStreams own = streams.get(place);
    return own == null
        ? new ComputedBatch(
            plan.steps().get(place), place, batch, before, runners.get(place), cache, listener)
        : new HeardBatch(place, batch, own);
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
