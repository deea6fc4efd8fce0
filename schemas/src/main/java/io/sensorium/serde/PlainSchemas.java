package io.sensorium.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/**
 * Schemas without the properties that Avro's Java compiler adds, so that a schema registered by
 * Java is the one in the {@code .avsc} file, as other languages register it.
 */
final class PlainSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRING_PROPERTY = "avro.java.string";

  private PlainSchemas() {}

  static Schema plain(Schema schema) {
    String text = schema.toString();
    if (!text.contains(STRING_PROPERTY)) {
      return schema;
    }
    try {
      JsonNode tree = JSON.readTree(text);
      strip(tree);
      return new Schema.Parser().parse(tree.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON: " + text, e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(STRING_PROPERTY);
    }
    node.forEach(PlainSchemas::strip);
  }
}
