package io.sensorium.deploy.worker;

import io.sensorium.config.ConfigReader;
import io.sensorium.worker.delivery.Delivery;
import io.sensorium.worker.delivery.DeliveryConfig;
import io.sensorium.worker.delivery.Tally;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A worker's delivery with a {@link FixedTimePredictor} for its models: in this JVM, or as a
 * process of its own.
 */
final class FixedTimeWorker implements AutoCloseable {
  final FixedTimePredictor predictor;
  final Delivery delivery;

  private FixedTimeWorker(FixedTimePredictor predictor, Delivery delivery) {
    this.predictor = predictor;
    this.delivery = delivery;
  }

  /**
   * Starts one.
   *
   * @param config the section {@code delivery} of a worker's file
   */
  static FixedTimeWorker start(
      Map<String, String> kafka, String pipeline, String config, Duration time) {
    FixedTimePredictor predictor = new FixedTimePredictor(time);
    DeliveryConfig delivery =
        ConfigReader.parse("delivery", config, DeliveryConfig.class, Map.of());
    return new FixedTimeWorker(
        predictor,
        Delivery.start(
            pipeline,
            delivery,
            kafka,
            predictor,
            InstantSource.system(),
            UUID.randomUUID(),
            new Tally()));
  }

  /** Arguments: pipeline, delivery configuration, milliseconds of the model, then key, value, … */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> kafka = new HashMap<>();
    for (int i = 3; i < arguments.length; i += 2) {
      kafka.put(arguments[i], arguments[i + 1]);
    }
    FixedTimeWorker worker =
        start(kafka, arguments[0], arguments[1], Duration.ofMillis(Long.parseLong(arguments[2])));
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    worker.delivery.terminated().get();
  }

  @Override
  public void close() {
    delivery.close();
    predictor.close();
  }
}
