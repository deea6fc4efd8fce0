package io.sensorium.deploy.registry;

import java.util.Map;

/**
 * How a registry is served.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param kafka client settings; at least {@code bootstrap.servers}
 * @param topic the log of schemas; one registry process writes to it
 * @param replication copies of the topic, where it is made
 * @param maxBodyBytes larger requests are refused
 */
public record RegistrySettings(
    String host,
    int port,
    Map<String, String> kafka,
    String topic,
    short replication,
    long maxBodyBytes) {
  private static final long MAX_BODY_BYTES = 1 << 20;

  public static final String TOPIC = "_schemas";

  public RegistrySettings {
    kafka = Map.copyOf(kafka);
  }

  /** On loopback, with the usual topic. */
  public static RegistrySettings local(int port, Map<String, String> kafka) {
    return of("127.0.0.1", port, kafka, TOPIC, (short) 1);
  }

  /** With the usual limit on requests. */
  public static RegistrySettings of(
      String host, int port, Map<String, String> kafka, String topic, short replication) {
    return new RegistrySettings(host, port, kafka, topic, replication, MAX_BODY_BYTES);
  }
}
