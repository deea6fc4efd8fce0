package io.sensorium.deploy.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are. */
final class ConnectionOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka brokers (default ${DEFAULT-VALUE}).")
  private String bootstrap = "";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Schema registry (default ${DEFAULT-VALUE}).")
  private String registry = "";

  @Option(
      names = "-X",
      paramLabel = "KEY=VALUE",
      description = "Any Kafka client or serializer setting, such as security.protocol=SSL.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** One opaque map for clients and serializers. */
  Map<String, String> kafka() {
    Map<String, String> kafka = new LinkedHashMap<>();
    kafka.put("bootstrap.servers", bootstrap);
    kafka.put("schema.registry.url", registry);
    kafka.putAll(settings);
    return kafka;
  }
}
