package io.sensorium.serde;

import java.io.ByteArrayOutputStream;
import org.apache.kafka.common.errors.SerializationException;

/** The five bytes before the Avro binary: a zero, then the schema id, big endian. */
final class WireFormat {
  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(ByteArrayOutputStream out, int id) {
    out.write(MAGIC);
    out.write(id >>> 24);
    out.write(id >>> 16);
    out.write(id >>> 8);
    out.write(id);
  }

  /**
   * The schema id at {@code offset}.
   *
   * @throws SerializationException if these are not bytes of this format
   */
  static int schemaId(byte[] data, int offset, int length) {
    if (length > 0 && data[offset] != MAGIC) {
      throw new SerializationException(
          "expected magic byte 0, found %d%s: not Avro in Confluent wire format"
              .formatted(data[offset] & 0xFF, looksLikeJson(data[offset]) ? " (JSON?)" : ""));
    }
    if (length < HEADER_BYTES) {
      throw new SerializationException(
          "expected at least %d bytes, found %d: not Avro in Confluent wire format"
              .formatted(HEADER_BYTES, length));
    }
    return (data[offset + 1] & 0xFF) << 24
        | (data[offset + 2] & 0xFF) << 16
        | (data[offset + 3] & 0xFF) << 8
        | (data[offset + 4] & 0xFF);
  }

  private static boolean looksLikeJson(byte first) {
    return first == '{' || first == '[' || first == '"';
  }
}
