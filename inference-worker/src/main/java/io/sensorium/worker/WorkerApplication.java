package io.sensorium.worker;

import io.sensorium.config.ConfigException;
import io.sensorium.event.Modality;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.pipeline.Step;
import io.sensorium.topic.Topics;
import io.sensorium.worker.delivery.Delivery;
import io.sensorium.worker.delivery.RequiredTopics;
import io.sensorium.worker.delivery.Tally;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.graph.Predictor;
import io.sensorium.worker.graph.QueuePolicy;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.LoadedGraph;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.Rollout;
import io.sensorium.worker.rollout.RolloutCounts;
import io.sensorium.worker.rollout.compare.ComparisonPublisher;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inference worker: wires models and delivery to one pipeline. */
public final class WorkerApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApplication.class);

  private final Deque<AutoCloseable> opened;
  private final Delivery delivery;
  private final Rollout rollout;
  private final List<String> models;
  private final String provider;

  private WorkerApplication(
      Deque<AutoCloseable> opened,
      Delivery delivery,
      Rollout rollout,
      List<String> models,
      String provider) {
    this.opened = opened;
    this.delivery = delivery;
    this.rollout = rollout;
    this.models = models;
    this.provider = provider;
  }

  /**
   * Loads the models, waits for the broker and its topics, and begins to work.
   *
   * @throws ConfigException if the pipeline file is wrong or without inference, or if the broker or
   *     a topic is not there in time
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   * @throws io.sensorium.worker.tensor.ModelException if a model does not load or does not fit
   * @throws org.apache.kafka.common.KafkaException if no transaction can be begun
   */
  public static WorkerApplication start(WorkerConfig config) {
    Pipeline pipeline = Pipeline.read(Path.of(config.pipeline()));
    Inference inference = pipeline.inference();
    if (inference == null) {
      throw new ConfigException(
          config.pipeline()
              + ": expected a section 'inference', found none; add one that names the models");
    }
    checkOptional(config, inference);
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      OnnxRuntime runtime = OnnxRuntime.open(settings(config.runtime()));
      Rollout rollout = rollout(config, pipeline, inference, runtime, opened);
      Predictor predictor = rollout.predictor();
      RequiredTopics.await(
          config.kafka(),
          pipeline.name(),
          sources(pipeline, predictor.inputs()),
          config.startWithin());
      Delivery delivery =
          Delivery.start(
              pipeline.name(),
              config.delivery(),
              config.kafka(),
              predictor,
              InstantSource.system(),
              UUID.randomUUID());
      opened.push(delivery);
      List<String> models = inference.steps().stream().map(Step::model).distinct().toList();
      String provider = runtime.provider().label();
      LOG.info("Worker of {} runs {} on {}", pipeline.name(), models, provider);
      return new WorkerApplication(opened, delivery, rollout, models, provider);
    } catch (RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  /** What has been done so far. */
  public WorkerCounts counts() {
    Tally tally = delivery.tally();
    return new WorkerCounts(
        tally.taken(),
        tally.predictions(),
        tally.deadLetters(),
        tally.failedTransactions(),
        tally.lost());
  }

  /** What can be asked and changed of the models while the worker runs. */
  public ModelControl modelControl() {
    return rollout.control();
  }

  /** What has become of changes of models so far. */
  public RolloutCounts rolloutCounts() {
    return rollout.counts();
  }

  /** Names of the models of the pipeline's steps. */
  public List<String> models() {
    return models;
  }

  /** What the models run on: {@code cpu}, {@code cuda} or {@code tensorrt}. */
  public String provider() {
    return provider;
  }

  /**
   * Completes when the worker has ended; exceptionally where it could not go on, because it lacks
   * rights or another instance has taken its {@code group.instance.id}.
   */
  public CompletableFuture<Void> terminated() {
    return delivery.terminated();
  }

  /** Finishes and commits what is in flight, leaves the group, then frees the models. */
  @Override
  public void close() {
    close(opened);
  }

  private static void checkOptional(WorkerConfig config, Inference inference) {
    boolean partial =
        config.queue().policy().onDeadline() == QueuePolicy.OnDeadline.PREDICT_PARTIAL;
    if (partial && inference.steps().stream().noneMatch(Step::optional)) {
      throw new ConfigException(
          config.pipeline()
              + ": expected a step with 'optional: true', since queue.on-deadline is"
              + " predict-partial, found none; mark the steps that a late moment goes without");
    }
  }

  private static Rollout rollout(
      WorkerConfig config,
      Pipeline pipeline,
      Inference inference,
      OnnxRuntime runtime,
      Deque<AutoCloseable> opened) {
    ModelRepository repository = ModelRepository.open(Path.of(config.models()));
    GraphSettings cold = GraphSettings.DEFAULT.queued(config.queue().policy());
    GraphSettings settings = config.rollout().warmUp() ? cold.warm() : cold;
    ComparisonPublisher comparisons = ComparisonPublisher.over(pipeline.name(), config.kafka());
    opened.push(comparisons);
    Rollout rollout =
        Rollout.start(
            config.rollout(),
            inference,
            repository,
            versions ->
                LoadedGraph.of(
                    InferenceGraph.open(
                        inference.withVersions(versions),
                        pipeline.inputs(),
                        repository,
                        runtime,
                        settings)),
            comparisons,
            InstantSource.system());
    opened.push(rollout);
    return rollout;
  }

  private static OnnxSettings settings(RuntimeConfig config) {
    String cache = config.engineCache();
    return new OnnxSettings(
        config.provider().equals("auto")
            ? null
            : Provider.valueOf(config.provider().toUpperCase(Locale.ROOT)),
        config.variants(),
        config.sessions(),
        config.threads(),
        cache == null ? null : Path.of(cache));
  }

  /** The topics that payloads of those inputs are on; text travels inline. */
  private static Set<String> sources(Pipeline pipeline, Set<String> inputs) {
    return pipeline.inputs().stream()
        .filter(input -> inputs.contains(input.name()) && input.modality() != Modality.TEXT)
        .map(input -> Topics.of(input.modality()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void close(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of the worker did not close", e);
      }
    }
  }
}
