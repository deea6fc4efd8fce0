package io.sensorium.serde;

import com.google.common.base.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes records in wire format. Thread-safe. */
final class AvroEncoder {
  private static final int MOST_SPARE_BYTES = 1 << 20;

  private record TopicSchema(String topic, Schema schema, boolean specific) {}

  /** How records of one schema go to one topic; {@code latest} is set where it is to be another. */
  private record Plan(
      TopicSchema of, int id, DatumWriter<Object> writer, @Nullable Schema latest) {}

  private final SerdeConfig config;
  private final boolean isKey;
  private final CachedRegistry registry;
  private final AnswerCache<TopicSchema, Plan> plans;
  private final AtomicReference<@Nullable Scratch> spare = new AtomicReference<>();
  private volatile @Nullable Plan last;

  AvroEncoder(SerdeConfig config, boolean isKey, CachedRegistry registry, Ticker ticker) {
    this.config = config;
    this.isKey = isKey;
    this.registry = registry;
    this.plans =
        new AnswerCache<>(
            1_000, config.useLatest() ? config.latestFor() : null, Duration.ZERO, ticker);
  }

  byte[] encode(String topic, Object value) {
    if (!(value instanceof GenericContainer container)) {
      throw new SerializationException(
          "Expected an Avro record for topic %s, found %s"
              .formatted(topic, value.getClass().getName()));
    }
    Plan plan = plan(topic, container.getSchema(), value instanceof SpecificRecord);
    return encode(plan, out -> plan.writer().write(value, out));
  }

  byte[] encode(String topic, Schema schema, FieldWriter fields) {
    return encode(plan(topic, schema, true), fields);
  }

  private byte[] encode(Plan plan, FieldWriter fields) {
    Scratch scratch = spare.getAndSet(null);
    if (scratch == null) {
      scratch = new Scratch();
    }
    try {
      byte[] bytes = scratch.write(plan, fields);
      spare.set(scratch);
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "Failed to write %s for topic %s: %s"
              .formatted(plan.of().schema().getFullName(), plan.of().topic(), e.getMessage()),
          e);
    }
  }

  private Plan plan(String topic, Schema schema, boolean specific) {
    Plan known = last;
    if (!config.useLatest()
        && known != null
        && known.of().schema().equals(schema)
        && known.of().specific() == specific
        && known.of().topic().equals(topic)) {
      return known;
    }
    TopicSchema of = new TopicSchema(topic, schema, specific);
    Plan plan = plans.get(of, () -> makePlan(of));
    last = plan;
    return plan;
  }

  private Plan makePlan(TopicSchema of) {
    Schema schema = config.plainSchemas() ? PlainSchemas.plain(of.schema()) : of.schema();
    String subject = config.naming().subject(of.topic(), isKey, schema);
    DatumWriter<Object> writer =
        of.specific()
            ? new SpecificDatumWriter<>(of.schema())
            : new GenericDatumWriter<>(of.schema());
    if (config.useLatest()) {
      CachedRegistry.Registered latest = registry.latest(subject);
      return latest.schema().equals(schema)
          ? new Plan(of, latest.id(), writer, null)
          : new Plan(of, latest.id(), writer, readable(subject, latest.schema(), schema));
    }
    int id = config.autoRegister() ? registry.register(subject, schema) : found(subject, schema);
    return new Plan(of, id, writer, null);
  }

  private int found(String subject, Schema schema) {
    try {
      return registry.find(subject, schema);
    } catch (SerializationException e) {
      throw new SerializationException(
          e.getMessage() + ". Register the schema, or set auto.register.schemas=true.", e);
    }
  }

  private static Schema readable(String subject, Schema latest, Schema schema) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(latest, schema);
    if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "%s does not fit the latest schema of subject %s: %s"
              .formatted(schema.getFullName(), subject, result.getResult().getIncompatibilities()));
    }
    return latest;
  }

  /**
   * The record as its subject's latest schema has it: by way of bytes, as a reader would see it.
   */
  private static Object converted(FieldWriter fields, Plan plan) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    fields.write(encoder);
    encoder.flush();
    Object converted =
        new GenericDatumReader<Object>(plan.of().schema(), plan.latest())
            .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    if (converted == null) {
      throw new AvroRuntimeException("a record became null");
    }
    return converted;
  }

  /** What one record at a time is written into; one thread has it at a time. */
  private static final class Scratch {
    private ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    private @Nullable BinaryEncoder encoder;

    byte[] write(Plan plan, FieldWriter fields) throws IOException {
      out.reset();
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      WireFormat.writeHeader(out, plan.id());
      if (plan.latest() == null) {
        fields.write(encoder);
      } else {
        new GenericDatumWriter<>(plan.latest()).write(converted(fields, plan), encoder);
      }
      encoder.flush();
      byte[] bytes = out.toByteArray();
      if (bytes.length > MOST_SPARE_BYTES) {
        out = new ByteArrayOutputStream(1_024);
      }
      return bytes;
    }
  }
}
