package io.sensorium.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts {@code SENSORIUM_…} variables in place of keys: {@code SENSORIUM_HTTP_PORT} is {@code
 * http.port}, {@code SENSORIUM_COMMIT_INTERVAL} is {@code commit-interval}, and within the opaque
 * map {@code kafka} an underscore is a dot: {@code SENSORIUM_KAFKA_BOOTSTRAP_SERVERS} is {@code
 * kafka: bootstrap.servers}. Variables that fit no key are left alone, because other programs'
 * settings may share the prefix.
 */
final class EnvironmentOverrides {
  private static final String PREFIX = "SENSORIUM_";

  private EnvironmentOverrides() {}

  static void apply(
      ObjectNode root, Class<? extends Record> type, Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                set(root, type, name.substring(PREFIX.length()), value);
              }
            });
  }

  private static void set(ObjectNode node, Class<?> type, String rest, String value) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = keyOf(component);
      String variable = key.replace('-', '_').toUpperCase(Locale.ROOT);
      Class<?> inner = component.getType();
      if (rest.equals(variable) && !inner.isRecord() && !Map.class.isAssignableFrom(inner)) {
        node.put(key, value);
        return;
      }
      if (rest.startsWith(variable + "_")) {
        String below = rest.substring(variable.length() + 1);
        if (inner.isRecord()) {
          set(child(node, key), inner, below, value);
          return;
        }
        if (Map.class.isAssignableFrom(inner)) {
          child(node, key).put(below.replace('_', '.').toLowerCase(Locale.ROOT), value);
          return;
        }
      }
    }
  }

  private static ObjectNode child(ObjectNode node, String key) {
    return node.get(key) instanceof ObjectNode existing ? existing : node.putObject(key);
  }

  /** The key of a component: what {@code @JsonProperty} says, or its name in kebab-case. */
  static String keyOf(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null
        ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : named.value();
  }
}
