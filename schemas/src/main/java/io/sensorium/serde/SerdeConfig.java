package io.sensorium.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The serde's part of a Kafka client's settings. The keys are Confluent's; see {@link AvroSerde}.
 *
 * @param client all settings, for the registry client, which picks its own; they hold secrets
 */
record SerdeConfig(
    List<String> urls,
    boolean autoRegister,
    boolean useLatest,
    boolean specificReader,
    boolean plainSchemas,
    boolean normalize,
    SubjectNaming naming,
    RetryPolicy retries,
    Duration refusalsFor,
    Duration latestFor,
    @Nullable String specificType,
    Map<String, Object> client) {

  static final String URL = "schema.registry.url";

  /**
   * @throws ConfigException if a setting is missing or cannot be read
   */
  static SerdeConfig of(Map<String, ?> settings, boolean isKey) {
    Settings s = new Settings(settings);
    String side = isKey ? "key" : "value";
    String naming = side + ".subject.name.strategy";
    SerdeConfig config =
        new SerdeConfig(
            s.list(URL),
            s.flag("auto.register.schemas", true),
            s.flag("use.latest.version", false),
            s.flag("specific.avro.reader", true),
            s.flag("avro.remove.java.properties", true),
            s.flag("normalize.schemas", false),
            SubjectNaming.named(naming, s.text(naming, "TopicName")),
            new RetryPolicy(
                (int) s.number("max.retries", 6),
                Duration.ofMillis(s.number("retries.wait.ms", 100)),
                Duration.ofMillis(s.number("retries.max.wait.ms", 5_000))),
            Duration.ofSeconds(s.number("missing.id.cache.ttl.sec", 30)),
            Duration.ofSeconds(s.number("latest.cache.ttl.sec", 60)),
            s.text("specific.avro." + side + ".type"),
            clientSettings(settings));
    refuseOauth(s);
    return config;
  }

  /** A registry that hangs must not hold a consumer beyond its poll interval. */
  private static Map<String, Object> clientSettings(Map<String, ?> settings) {
    Map<String, Object> client = new HashMap<>();
    client.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000);
    client.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000);
    settings.forEach(
        (key, value) -> {
          if (value != null) {
            client.put(key, value);
          }
        });
    return client;
  }

  private static void refuseOauth(Settings s) {
    String source = s.text(SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE, "");
    if (source.toUpperCase(Locale.ROOT).contains("OAUTHBEARER")) {
      throw new ConfigException(
          SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE,
          source,
          "the registry client needs classes that Kafka 4.1 removed; use STATIC_TOKEN or CUSTOM");
    }
  }

  /** The addresses without credentials, for messages. */
  String registry() {
    return String.join(",", urls.stream().map(url -> url.replaceFirst("//[^/@]*@", "//")).toList());
  }

  /** Without the settings: they hold secrets. */
  @Override
  public String toString() {
    return "SerdeConfig[registry=" + registry() + ", naming=" + naming + "]";
  }

  private record Settings(Map<String, ?> values) {
    @Nullable String text(String key) {
      Object value = values.get(key);
      return value instanceof Class<?> type
          ? type.getName()
          : value == null ? null : value.toString().strip();
    }

    String text(String key, String otherwise) {
      String text = text(key);
      return text == null ? otherwise : text;
    }

    boolean flag(String key, boolean otherwise) {
      String text = text(key, Boolean.toString(otherwise)).toLowerCase(Locale.ROOT);
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new ConfigException(key, text, "expected true or false");
      };
    }

    long number(String key, long otherwise) {
      String text = text(key, Long.toString(otherwise));
      try {
        long number = Long.parseLong(text);
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // the message below says it
      }
      throw new ConfigException(key, text, "expected a whole number that is not negative");
    }

    List<String> list(String key) {
      Object value = values.get(key);
      Stream<String> items =
          value instanceof Collection<?> many
              ? many.stream().map(String::valueOf)
              : Stream.of(text(key, "").split(","));
      List<String> list = items.map(String::strip).filter(item -> !item.isEmpty()).toList();
      if (list.isEmpty()) {
        throw new ConfigException(
            "Missing setting '"
                + key
                + "': expected the addresses of the schema registry, such as http://127.0.0.1:8081");
      }
      return list;
    }
  }
}
