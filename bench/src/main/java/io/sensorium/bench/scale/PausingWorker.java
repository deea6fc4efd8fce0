package io.sensorium.bench.scale;

import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.delivery.Delivery;
import io.sensorium.worker.delivery.DeliveryConfig;
import io.sensorium.worker.delivery.Tally;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.repository.ModelRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A whole worker, its delivery and its graph, on a {@link PausingModel}. */
final class PausingWorker implements AutoCloseable {
  /** What is in flight when it is closed is of no interest. */
  private static final Duration DRAIN = Duration.ofMillis(100);

  /** The default of a share group, which the standard configuration is not of. */
  private static final Integer SHARED_IN_FLIGHT = 16;

  private final InferenceGraph graph;
  private final Delivery delivery;

  private PausingWorker(InferenceGraph graph, Delivery delivery) {
    this.graph = graph;
    this.delivery = delivery;
  }

  /**
   * Joins the group.
   *
   * @param group name of the consumer group or share group
   */
  static PausingWorker start(
      ModelFolder folder,
      Map<String, String> kafka,
      String group,
      DeliveryConfig.Mode mode,
      Duration takes) {
    Pipeline pipeline = Pipeline.read(folder.pipeline());
    Inference inference = Objects.requireNonNull(pipeline.inference());
    InferenceGraph graph =
        InferenceGraph.open(
            inference,
            pipeline.inputs(),
            ModelRepository.open(folder.models()),
            new PausingModel(takes),
            GraphSettings.DEFAULT);
    Map<String, String> settings = new HashMap<>(kafka);
    settings.put("group.id", group);
    try {
      return new PausingWorker(
          graph,
          Delivery.start(
              pipeline.name(),
              config(mode),
              settings,
              graph,
              InstantSource.system(),
              UUID.randomUUID(),
              new Tally()));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Whether it has had anything to do. */
  boolean busy() {
    return delivery.tally().taken() > 0;
  }

  @Override
  public void close() {
    delivery.close();
    graph.close();
  }

  /** Everything else at its default. */
  private static DeliveryConfig config(DeliveryConfig.Mode mode) {
    DeliveryConfig standard = DeliveryConfig.standard();
    return new DeliveryConfig(
        mode,
        standard.commitInterval(),
        standard.recordsPerTransaction(),
        mode == DeliveryConfig.Mode.SHARED ? SHARED_IN_FLIGHT : standard.maxInFlight(),
        standard.maxInFlightBytes(),
        standard.window(),
        DRAIN,
        standard.shared());
  }
}
