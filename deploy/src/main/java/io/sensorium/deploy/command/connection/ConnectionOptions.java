package io.sensorium.deploy.command.connection;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are. */
public final class ConnectionOptions {
  private static final String VARIABLES = "SENSORIUM_KAFKA_";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:SENSORIUM_KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
      description = "Kafka brokers (default ${DEFAULT-VALUE}).")
  private String bootstrap = "";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "${env:SENSORIUM_KAFKA_SCHEMA_REGISTRY_URL:-http://127.0.0.1:8081}",
      description = "Schema registry (default ${DEFAULT-VALUE}).")
  private String registry = "";

  @Option(
      names = "-X",
      paramLabel = "KEY=VALUE",
      description = "Any Kafka client or serializer setting, such as security.protocol=SSL.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** One opaque map for clients and serializers. */
  public Map<String, String> kafka() {
    return kafka(System.getenv());
  }

  /** Options win over {@code SENSORIUM_KAFKA_...} variables, which services read too. */
  Map<String, String> kafka(Map<String, String> environment) {
    Map<String, String> kafka = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(VARIABLES)) {
            String key = name.substring(VARIABLES.length());
            kafka.put(key.replace('_', '.').toLowerCase(Locale.ROOT), value);
          }
        });
    kafka.put("bootstrap.servers", bootstrap);
    kafka.put("schema.registry.url", registry);
    kafka.putAll(settings);
    return kafka;
  }
}
