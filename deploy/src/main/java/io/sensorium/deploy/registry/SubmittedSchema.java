package io.sensorium.deploy.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.apache.avro.Schema;

/**
 * A schema as a client sends it, parsed.
 *
 * @param text canonical JSON, by which schemas are the same or not
 */
record SubmittedSchema(String text, Schema schema) {

  /**
   * Reads a request's body.
   *
   * @throws Refused if it has no valid Avro schema, or one that refers to other subjects
   */
  static SubmittedSchema of(JsonObject body, boolean normalize) {
    Object type = body.getValue("schemaType");
    if (type != null && !"AVRO".equals(type)) {
      throw Refused.invalidSchema("type " + type + " is not supported, only AVRO is");
    }
    if (body.getValue("references") instanceof JsonArray references && !references.isEmpty()) {
      throw Refused.invalidSchema(
          "references to other subjects are not supported; put the named types into the schema");
    }
    if (!(body.getValue("schema") instanceof String text) || text.isBlank()) {
      throw Refused.invalidSchema("expected a field 'schema' with the schema's JSON as a string");
    }
    return parse(text, normalize);
  }

  static SubmittedSchema parse(String text, boolean normalize) {
    try {
      AvroSchema parsed = new AvroSchema(text);
      AvroSchema schema = normalize ? parsed.normalize() : parsed;
      return new SubmittedSchema(schema.canonicalString(), schema.rawSchema());
    } catch (RuntimeException | StackOverflowError e) {
      // Nested deeper than the stack is as invalid as anything else.
      throw Refused.invalidSchema(String.valueOf(e.getMessage()));
    }
  }
}
