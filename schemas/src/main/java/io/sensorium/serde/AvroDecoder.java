package io.sensorium.serde;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in wire format, resolved from the schema they were written with to the reader's.
 * Thread-safe. Lengths and counts in the bytes are checked against the bytes that are there before
 * anything is allocated for them.
 */
final class AvroDecoder {
  private record Writer(int id, DatumReader<Object> reader) {}

  @FunctionalInterface
  private interface End {
    boolean reached() throws IOException;
  }

  private final CachedRegistry registry;
  private final @Nullable Schema reader;
  private final boolean specific;
  private final AnswerCache<Integer, Writer> writers;
  private volatile @Nullable Writer last;

  /**
   * @param reader the schema to resolve to; null for the generated class's of the same name, or the
   *     writer's where {@code specific} is false
   */
  AvroDecoder(
      CachedRegistry registry,
      @Nullable Schema reader,
      boolean specific,
      Duration refusalsFor,
      Ticker ticker) {
    this.registry = registry;
    this.reader = reader;
    this.specific = specific;
    this.writers = new AnswerCache<>(1_000, null, refusalsFor, ticker);
  }

  /** Reads a record. Its {@code bytes} are copies. */
  Object decode(byte[] data, int offset, int length) {
    int start = offset + WireFormat.HEADER_BYTES;
    Writer writer = writer(WireFormat.schemaId(data, offset, length));
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(data, start, length - WireFormat.HEADER_BYTES, null);
    return decode(writer, decoder, decoder::isEnd);
  }

  /** Reads a record from an array that does not change afterwards: its {@code bytes} are slices. */
  Object decodeSliced(byte[] data) {
    Writer writer = writer(WireFormat.schemaId(data, 0, data.length));
    SlicingDecoder decoder =
        new SlicingDecoder(data, WireFormat.HEADER_BYTES, data.length - WireFormat.HEADER_BYTES);
    return decode(writer, decoder, decoder::isEnd);
  }

  private static Object decode(Writer writer, Decoder decoder, End end) {
    try {
      Object value = writer.reader().read(null, decoder);
      if (!end.reached()) {
        throw new SerializationException(
            "bytes are left over after a record of schema id " + writer.id());
      }
      return value;
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A recursive schema makes the depth of the stack a matter of the bytes.
      throw new SerializationException(
          "the bytes are not a record of schema id %d: %s".formatted(writer.id(), e), e);
    }
  }

  private Writer writer(int id) {
    Writer known = last;
    if (known != null && known.id() == id) {
      return known;
    }
    Schema written = registry.schema(id);
    Writer writer = writers.get(id, () -> new Writer(id, datumReader(id, written)));
    last = writer;
    return writer;
  }

  private DatumReader<Object> datumReader(int id, Schema written) {
    Schema wanted = reader != null ? reader : specific ? classOf(written, id) : written;
    var result = SchemaCompatibility.checkReaderWriterCompatibility(wanted, written);
    if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "schema id %d, %s, cannot be read as %s: %s"
              .formatted(
                  id,
                  written.getFullName(),
                  wanted.getFullName(),
                  result.getResult().getIncompatibilities()));
    }
    return isGenerated(wanted)
        ? new SpecificDatumReader<>(written, wanted, SpecificData.getForSchema(wanted))
        : new GenericDatumReader<>(written, wanted);
  }

  private static Schema classOf(Schema written, int id) {
    Class<?> type = generated(written);
    if (type == null) {
      throw new SerializationException(
          "schema id %d is of %s, for which there is no generated class; set specific.avro.reader=false to read it as a generic record"
              .formatted(id, written.getFullName()));
    }
    return SpecificData.get().getSchema(type);
  }

  /** A projection has its class's name but not its fields: it is read as a generic record. */
  private boolean isGenerated(Schema wanted) {
    Class<?> type = specific ? generated(wanted) : null;
    return type != null && SpecificData.get().getSchema(type).equals(wanted);
  }

  private static @Nullable Class<?> generated(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      return null;
    }
    Class<?> type = SpecificData.get().getClass(schema);
    return type != null && SpecificRecord.class.isAssignableFrom(type) ? type : null;
  }
}
