package io.sensorium.worker;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.delivery.DeliveryConfig;
import io.sensorium.worker.http.ManagementConfig;
import io.sensorium.worker.rollout.RolloutConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One inference worker.
 *
 * @param pipeline the pipeline file, with an {@code inference} section
 * @param models the folder of the model repository
 * @param kafka settings of Kafka clients and serdes, handed on as they are
 * @param runtime what models run on
 * @param delivery how moments become predictions on topics
 * @param queue what becomes of moments that have to wait for the models
 * @param rollout how versions of models come into use and go
 * @param management the port for inference over HTTP, control of models and figures; by default
 *     none
 * @param startWithin how long to wait for the broker and the topics; by default 30 s
 */
public record WorkerConfig(
    String pipeline,
    String models,
    Map<String, String> kafka,
    RuntimeConfig runtime,
    DeliveryConfig delivery,
    QueueConfig queue,
    RolloutConfig rollout,
    ManagementConfig management,
    Duration startWithin) {
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  public WorkerConfig {
    // A configuration file may leave out all but the first two.
    kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
    runtime = runtime == null ? RuntimeConfig.standard() : runtime;
    delivery = delivery == null ? DeliveryConfig.standard() : delivery;
    queue = queue == null ? QueueConfig.standard() : queue;
    rollout = rollout == null ? RolloutConfig.standard() : rollout;
    management = management == null ? ManagementConfig.none() : management;
    startWithin = startWithin == null ? START_WITHIN : startWithin;
    queue.checkAgainst(delivery.maxInFlight());
    if (pipeline == null || pipeline.isBlank()) {
      throw new ConfigException("expected a pipeline file in pipeline, found nothing; name one");
    }
    if (models == null || models.isBlank()) {
      throw new ConfigException("expected a folder of models in models, found nothing; name one");
    }
  }

  /** Everything else at its default. */
  public static WorkerConfig of(Path pipeline, Path models, Map<String, String> kafka) {
    return new WorkerConfig(
        pipeline.toString(),
        models.toString(),
        kafka,
        RuntimeConfig.standard(),
        DeliveryConfig.standard(),
        QueueConfig.standard(),
        RolloutConfig.standard(),
        ManagementConfig.none(),
        START_WITHIN);
  }

  public WorkerConfig withRuntime(RuntimeConfig other) {
    return new WorkerConfig(
        pipeline, models, kafka, other, delivery, queue, rollout, management, startWithin);
  }

  public WorkerConfig withDelivery(DeliveryConfig other) {
    return new WorkerConfig(
        pipeline, models, kafka, runtime, other, queue, rollout, management, startWithin);
  }

  public WorkerConfig withQueue(QueueConfig other) {
    return new WorkerConfig(
        pipeline, models, kafka, runtime, delivery, other, rollout, management, startWithin);
  }

  public WorkerConfig withRollout(RolloutConfig other) {
    return new WorkerConfig(
        pipeline, models, kafka, runtime, delivery, queue, other, management, startWithin);
  }

  public WorkerConfig withManagement(ManagementConfig other) {
    return new WorkerConfig(
        pipeline, models, kafka, runtime, delivery, queue, rollout, other, startWithin);
  }
}
