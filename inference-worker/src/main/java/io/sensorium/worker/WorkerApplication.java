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
import io.sensorium.worker.device.SharedRuntime;
import io.sensorium.worker.graph.GraphListener;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.graph.QueuePolicy;
import io.sensorium.worker.http.Management;
import io.sensorium.worker.metrics.MeasuredRuntime;
import io.sensorium.worker.metrics.WorkerMetrics;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.LoadedGraph;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.Rollout;
import io.sensorium.worker.rollout.RolloutCounts;
import io.sensorium.worker.rollout.compare.ComparisonPublisher;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tensor.ModelRuntime;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final WorkerMetrics metrics;
  private final @Nullable Management management;

  private WorkerApplication(
      Deque<AutoCloseable> opened,
      Delivery delivery,
      Rollout rollout,
      List<String> models,
      String provider,
      WorkerMetrics metrics,
      @Nullable Management management) {
    this.opened = opened;
    this.delivery = delivery;
    this.rollout = rollout;
    this.models = models;
    this.provider = provider;
    this.metrics = metrics;
    this.management = management;
  }

  /**
   * Loads the models, waits for the broker and its topics, and begins to work.
   *
   * @throws ConfigException if the pipeline file is wrong or without inference, or if the broker or
   *     a topic is not there in time
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   * @throws io.sensorium.worker.tensor.ModelException if a model does not load or does not fit
   * @throws io.sensorium.worker.http.ManagementException if the management port cannot be had
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
      return start(config, pipeline, inference, opened);
    } catch (RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  /** Leaves to the caller to close what was opened, the latest first. */
  private static WorkerApplication start(
      WorkerConfig config, Pipeline pipeline, Inference inference, Deque<AutoCloseable> opened) {
    Path models = Path.of(config.models());
    OnnxRuntime device = OnnxRuntime.open(settings(config.runtime()));
    SharedRuntime<OnnxRuntime> runtime = new SharedRuntime<>(device, System::nanoTime);
    ModelRepository repository = ModelRepository.open(models);
    WorkerMetrics metrics = new WorkerMetrics();
    ModelTallies tallies = new ModelTallies(System::currentTimeMillis, metrics::watch);
    WorkerProgress progress = new WorkerProgress();
    Management management = null;
    if (config.management().port() != null) {
      management =
          Management.start(
              config.management(), version(), repository, runtime, tallies, progress, metrics);
      opened.push(management);
    }
    ModelRuntime measured = new MeasuredRuntime(runtime, models, tallies, System::nanoTime);
    Rollout rollout = rollout(config, pipeline, inference, repository, measured, metrics, opened);
    Predictor predictor = rollout.predictor();
    progress.loaded(rollout.control());
    metrics.changes(rollout::counts);
    Set<String> sources = sources(pipeline, predictor.inputs());
    RequiredTopics.await(config.kafka(), pipeline.name(), sources, config.startWithin());
    Delivery delivery =
        Delivery.start(
            pipeline.name(),
            config.delivery(),
            config.kafka(),
            predictor,
            InstantSource.system(),
            UUID.randomUUID(),
            metrics.tally());
    opened.push(delivery);
    progress.delivering(delivery);
    opened.push(progress::closing);
    List<String> names = inference.steps().stream().map(Step::model).distinct().toList();
    String provider = device.provider().label();
    LOG.info("Worker of {} runs {} on {}", pipeline.name(), names, provider);
    return new WorkerApplication(opened, delivery, rollout, names, provider, metrics, management);
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

  /** All figures as they are now, in the text format of Prometheus. */
  public String metrics() {
    return metrics.get();
  }

  /** The management port; empty where there is none. */
  public OptionalInt managementPort() {
    return management == null ? OptionalInt.empty() : OptionalInt.of(management.port());
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
      ModelRepository repository,
      ModelRuntime runtime,
      GraphListener listener,
      Deque<AutoCloseable> opened) {
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
                        settings,
                        listener)),
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

  private static String version() {
    String version = WorkerApplication.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
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
