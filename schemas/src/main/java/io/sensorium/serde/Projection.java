package io.sensorium.serde;

import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Reader schemas with some of a record's fields. What a reader schema leaves out is skipped and
 * never copied: a frame read without its payload costs its other fields.
 */
public final class Projection {
  private Projection() {}

  /**
   * A record schema without some of its fields. Records read by it are generic.
   *
   * @throws IllegalArgumentException if it has no such field
   */
  public static Schema without(Schema record, String... fields) {
    Set<String> left = Set.of(fields);
    for (String field : left) {
      if (record.getField(field) == null) {
        throw new IllegalArgumentException(
            "%s has no field '%s'; it has %s"
                .formatted(record.getFullName(), field, names(record.getFields())));
      }
    }
    List<Schema.Field> kept =
        record.getFields().stream()
            .filter(field -> !left.contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        record.getName(), record.getDoc(), record.getNamespace(), record.isError(), kept);
  }

  private static List<String> names(List<Schema.Field> fields) {
    return fields.stream().map(Schema.Field::name).toList();
  }
}
