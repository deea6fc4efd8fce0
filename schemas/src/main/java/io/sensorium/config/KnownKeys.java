package io.sensorium.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses keys that a record does not have, before the record is made: a record that finds a value
 * missing would otherwise speak first, and of the wrong key.
 */
final class KnownKeys {
  private KnownKeys() {}

  static void check(String source, ObjectNode node, Class<?> type, String path) {
    Map<String, Class<?>> known = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(EnvironmentOverrides.keyOf(component), component.getType());
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
        fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      Class<?> inner = known.get(field.getKey());
      if (inner == null) {
        throw unknown(source, path + field.getKey(), String.join(", ", known.keySet()));
      }
      if (inner.isRecord() && field.getValue() instanceof ObjectNode below) {
        check(source, below, inner, path + field.getKey() + ".");
      }
    }
  }

  static ConfigException unknown(String source, String key, String known) {
    return new ConfigException(
        source
            + ": unknown key '"
            + key
            + "'. Expected one of: "
            + known
            + ". Correct or remove it.");
  }
}
