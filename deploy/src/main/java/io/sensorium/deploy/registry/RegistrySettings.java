package io.sensorium.deploy.registry;

import java.util.Map;

/**
 * How a registry is served.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param kafka client settings; at least {@code bootstrap.servers}
 * @param topic the log of schemas; one registry process writes to it
 * @param maxBodyBytes larger requests are refused
 */
public record RegistrySettings(
    String host, int port, Map<String, String> kafka, String topic, long maxBodyBytes) {
  public static final String TOPIC = "_schemas";

  public RegistrySettings {
    kafka = Map.copyOf(kafka);
  }

  /** On loopback, with the usual topic. */
  public static RegistrySettings local(int port, Map<String, String> kafka) {
    return new RegistrySettings("127.0.0.1", port, kafka, TOPIC, 1 << 20);
  }
}
