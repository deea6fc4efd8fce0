package io.sensorium.serde;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/**
 * Writes the fields of a record itself, in the order of its schema. For records of which there are
 * tens of thousands a second; for all others the generated class is the better way.
 */
@FunctionalInterface
public interface FieldWriter {
  void write(Encoder out) throws IOException;
}
