package io.sensorium.worker.graph;

import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.batch.BatchBuffer;
import io.sensorium.worker.batch.BatchQueue;
import io.sensorium.worker.plan.GraphCompiler;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The step graph over loaded models. Features are computed on a pool of threads, several moments at
 * a time; moments then go on in the order of submission to lanes, threads with sessions of their
 * own, in batches. With a model that carries state all moments of a site go to the same lane;
 * otherwise to whichever is free.
 */
public final class InferenceGraph implements Predictor {
  private final GraphPlan plan;
  private final FeatureStage features;
  private final OutcomeBuilder outcomes;
  private final List<BatchQueue<MomentWork>> queues;
  private final List<Thread> lanes = new ArrayList<>();
  private final ExecutorService featureThreads;
  private final LongSupplier nanoTime;
  private final int unfinished;
  private final Semaphore room;
  private final Object order = new Object();

  /** In the order of submission; guarded by {@link #order}. */
  private final Queue<Submitted> submitted = new ArrayDeque<>();

  private boolean closed;

  private static final class Submitted {
    private final MomentWork work;
    private boolean ready;

    Submitted(MomentWork work) {
      this.work = work;
    }
  }

  private InferenceGraph(
      GraphPlan plan,
      List<Map<Path, ModelSession>> sessions,
      Inference inference,
      GraphSettings settings,
      LongSupplier nanoTime) {
    this.plan = plan;
    this.nanoTime = nanoTime;
    ResultCache cache = new ResultCache(settings.cachedBytes(), settings.listener());
    this.features = new FeatureStage(plan, cache, new RowPool(), nanoTime);
    ModelSession last = session(sessions.get(0), plan.last());
    this.outcomes = new OutcomeBuilder(plan, last.provider());
    this.unfinished =
        settings.unfinishedMoments() > 0
            ? settings.unfinishedMoments()
            : 4 * inference.maxBatchSize() * sessions.size();
    this.room = new Semaphore(unfinished, true);
    this.queues = new ArrayList<>();
    for (int i = 0; i < (plan.stateful() ? sessions.size() : 1); i++) {
      queues.add(
          new BatchQueue<>(
              new BatchBuffer<>(inference.maxBatchSize(), inference.maxBatchDelay().toNanos()),
              nanoTime));
    }
    this.featureThreads = featureThreads(settings.featureThreads());
    for (Map<Path, ModelSession> own : sessions) {
      Lane lane =
          new Lane(
              plan,
              plan.steps().stream().map(step -> session(own, step)).toList(),
              queues.get(lanes.size() % queues.size()),
              cache,
              settings,
              nanoTime,
              this::finish);
      lanes.add(new Thread(lane, "lane-" + lanes.size()));
    }
  }

  /**
   * Loads the models that the prediction needs, once for every lane of the runtime, and starts.
   *
   * @param inputs of the pipeline, in the order of its file
   * @throws io.sensorium.worker.tensor.ModelException if a model does not load or does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   */
  public static InferenceGraph open(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      ModelRuntime runtime,
      GraphSettings settings) {
    List<Map<Path, ModelSession>> sessions = new ArrayList<>();
    try {
      Map<Path, ModelSession> first = new HashMap<>();
      sessions.add(first);
      GraphPlan plan =
          new GraphCompiler(
                  inference,
                  inputs,
                  repository,
                  runtime.variants(),
                  path -> first.computeIfAbsent(path, runtime::load).signature())
              .compile();
      while (sessions.size() < runtime.lanes()) {
        Map<Path, ModelSession> next = new HashMap<>();
        sessions.add(next);
        for (StepPlan step : plan.steps()) {
          next.computeIfAbsent(step.file().path(), runtime::load);
        }
      }
      InferenceGraph graph =
          new InferenceGraph(plan, sessions, inference, settings, System::nanoTime);
      graph.lanes.forEach(Thread::start);
      return graph;
    } catch (RuntimeException failed) {
      sessions.forEach(lane -> lane.values().forEach(ModelSession::close));
      throw failed;
    }
  }

  @Override
  public Set<String> inputs() {
    return plan.inputNames();
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) throws InterruptedException {
    room.acquire();
    MomentWork work = new MomentWork(moment, plan, nanoTime.getAsLong());
    Submitted entry = new Submitted(work);
    synchronized (order) {
      if (closed) {
        room.release();
        throw new IllegalStateException("the graph is closed");
      }
      features.claim(work);
      submitted.add(entry);
    }
    featureThreads.execute(() -> prepare(entry));
    return work.outcome();
  }

  @Override
  public void close() {
    synchronized (order) {
      if (closed) {
        return;
      }
      closed = true;
    }
    room.acquireUninterruptibly(unfinished);
    featureThreads.shutdown();
    queues.forEach(BatchQueue::close);
    boolean interrupted = false;
    for (Thread lane : lanes) {
      while (lane.isAlive()) {
        try {
          lane.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    room.release(unfinished);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare(Submitted entry) {
    features.compute(entry.work);
    synchronized (order) {
      entry.ready = true;
      while (!submitted.isEmpty() && submitted.element().ready) {
        MomentWork next = submitted.remove().work;
        queues.get(Math.floorMod(next.site().hashCode(), queues.size())).put(next);
      }
    }
  }

  private void finish(MomentWork work) {
    try {
      Outcome outcome = outcomes.build(work, nanoTime.getAsLong());
      features.release(work);
      work.outcome().complete(outcome);
    } catch (RuntimeException bug) {
      work.outcome().completeExceptionally(bug);
    } finally {
      room.release();
    }
  }

  private static ModelSession session(Map<Path, ModelSession> sessions, StepPlan step) {
    ModelSession session = sessions.get(step.file().path());
    if (session == null) {
      throw new IllegalStateException("no session for step " + step.name());
    }
    return session;
  }

  private static ExecutorService featureThreads(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        task -> {
          Thread thread = new Thread(task, "features-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
