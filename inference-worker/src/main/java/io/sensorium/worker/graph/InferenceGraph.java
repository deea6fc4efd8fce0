package io.sensorium.worker.graph;

import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.batch.BatchBuffer;
import io.sensorium.worker.batch.BatchQueue;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * The step graph over loaded models. Moments beyond what may be under way wait as the queue's
 * policy says. Features are computed on a pool of threads, several moments at a time; moments then
 * go on in the order in which they were let in to lanes, threads with sessions of their own, in
 * batches. With a model that carries state all moments of a site go to the same lane; otherwise to
 * whichever is free.
 */
public final class InferenceGraph implements Predictor {
  private final GraphPlan plan;
  private final Set<String> inputNames;
  private final Inference inference;
  private final GraphSettings settings;
  private final GraphListener listener;
  private final LongSupplier nanoTime;
  private final FeatureStage features;
  private final OutcomeBuilder outcomes;
  private final List<BatchQueue<MomentWork>> queues = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final Preparation preparation;
  private final Admission admission;

  private InferenceGraph(
      LoadedModels models,
      Inference inference,
      GraphSettings settings,
      GraphListener listener,
      LongSupplier nanoTime) {
    this.plan = models.plan();
    this.inputNames = Collections.unmodifiableSet(plan.inputNames());
    this.inference = inference;
    this.settings = settings;
    this.listener = listener;
    this.nanoTime = nanoTime;
    ResultCache cache = new ResultCache(settings.cachedBytes());
    this.features = new FeatureStage(plan, cache, new RowPool(), nanoTime, listener);
    this.outcomes = new OutcomeBuilder(plan, models.lanes().get(0));
    for (int i = 0; i < (plan.stateful() ? models.lanes().size() : 1); i++) {
      queues.add(
          new BatchQueue<>(
              new BatchBuffer<>(inference.maxBatchSize(), inference.maxBatchDelay().toNanos()),
              nanoTime));
    }
    this.preparation = new Preparation(features, settings.featureThreads(), this::toLane);
    this.admission =
        new Admission(
            settings.queue(),
            settings.underWay(inference.maxBatchSize(), models.lanes().size()),
            nanoTime,
            preparation::add,
            this::refuse);
    for (List<ModelSession> sessions : models.lanes()) {
      String name = "lane-" + threads.size();
      Lane lane = lane(name, sessions, cache);
      lanes.add(lane);
      threads.add(new Thread(lane, name));
    }
  }

  private Lane lane(String name, List<ModelSession> sessions, ResultCache cache) {
    return new Lane(
        name,
        plan,
        features,
        sessions,
        queues.get(lanes.size() % queues.size()),
        cache,
        settings,
        settings.warmUp() ? WarmUp.rows(inference.maxBatchSize()) : List.of(),
        nanoTime,
        listener,
        this::finish);
  }

  /** As the other, with nobody who listens. */
  public static InferenceGraph open(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      ModelRuntime runtime,
      GraphSettings settings) {
    return open(inference, inputs, repository, runtime, settings, GraphListener.NONE);
  }

  /**
   * Loads the models that the prediction needs, once for every lane of the runtime, and starts.
   *
   * @param inputs of the pipeline, in the order of its file
   * @throws io.sensorium.worker.tensor.ModelException if a model does not load, does not fit, or
   *     fails in its warm-up
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   */
  public static InferenceGraph open(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      ModelRuntime runtime,
      GraphSettings settings,
      GraphListener listener) {
    return open(inference, inputs, repository, runtime, settings, listener, System::nanoTime);
  }

  /** On a clock of the caller's. */
  static InferenceGraph open(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      ModelRuntime runtime,
      GraphSettings settings,
      GraphListener listener,
      LongSupplier clock) {
    LoadedModels models = LoadedModels.load(inference, inputs, repository, runtime);
    InferenceGraph graph = new InferenceGraph(models, inference, settings, listener, clock);
    graph.threads.forEach(Thread::start);
    try {
      graph.lanes.forEach(lane -> lane.warm().join());
    } catch (CompletionException failed) {
      graph.close();
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
    return graph;
  }

  /** The steps that run, with the versions of their models. */
  public List<StepPlan> steps() {
    return plan.steps();
  }

  @Override
  public Set<String> inputs() {
    return inputNames;
  }

  @Override
  public boolean stateful() {
    return plan.stateful();
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) throws InterruptedException {
    boolean explained = inference.contributions().covers(moment.moment().getId());
    MomentWork work =
        new MomentWork(moment, inputNames, plan.steps().size(), explained, nanoTime.getAsLong());
    admission.enter(work);
    return work.outcome();
  }

  @Override
  public void close() {
    admission.close();
    preparation.close();
    queues.forEach(BatchQueue::close);
    boolean interrupted = false;
    for (Thread lane : threads) {
      while (lane.isAlive()) {
        try {
          lane.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void toLane(MomentWork work) {
    queues.get(Math.floorMod(work.site().hashCode(), queues.size())).put(work);
  }

  private void finish(MomentWork work) {
    try {
      Outcome outcome = outcomes.build(work, nanoTime.getAsLong());
      features.release(work);
      work.outcome().complete(outcome);
    } catch (RuntimeException bug) {
      work.outcome().completeExceptionally(bug);
    } finally {
      admission.leave();
    }
  }

  private void refuse(MomentWork work, GraphListener.Refusal why) {
    listener.refused(why);
    long waitedMs = (nanoTime.getAsLong() - work.submittedNanos()) / 1_000_000;
    work.outcome().complete(Refusals.outcome(settings.queue(), why, waitedMs));
  }
}
