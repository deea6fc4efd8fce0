package io.sensorium.console;

import io.sensorium.config.ConfigException;
import java.util.Map;

/**
 * The console service.
 *
 * @param kafka settings of Kafka clients and deserializer, handed on as they are
 * @param pipeline whose predictions are shown
 * @param http where the page is
 */
public record ConsoleConfig(Map<String, String> kafka, String pipeline, HttpConfig http) {
  public ConsoleConfig {
    kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
    http = http == null ? HttpConfig.ANY_PORT : http;
    if (pipeline == null || pipeline.isBlank()) {
      throw new ConfigException("expected the name of a pipeline in pipeline, found nothing");
    }
  }

  /** The page at a port of this machine. */
  public static ConsoleConfig of(Map<String, String> kafka, String pipeline, int port) {
    return new ConsoleConfig(kafka, pipeline, new HttpConfig("127.0.0.1", port));
  }
}
