package io.sensorium.serde;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro records in Confluent wire format, over any Confluent-compatible registry. Thread-safe once
 * configured. Settings, with their defaults:
 *
 * <ul>
 *   <li>{@code schema.registry.url}: addresses, separated by commas; {@code mock://name} is a
 *       registry in this JVM
 *   <li>{@code auto.register.schemas} (true): register what is written; otherwise it must be there
 *   <li>{@code use.latest.version} (false): write by the subject's latest schema
 *   <li>{@code specific.avro.reader} (true, which differs from Confluent's): read generated classes
 *   <li>{@code specific.avro.value.type}, {@code specific.avro.key.type}: the class to read
 *   <li>{@code key.subject.name.strategy}, {@code value.subject.name.strategy} (TopicName): see
 *       {@link SubjectNaming}
 *   <li>{@code normalize.schemas} (false)
 *   <li>{@code avro.remove.java.properties} (true, which differs from Confluent's): register
 *       schemas as the {@code .avsc} files have them
 *   <li>{@code max.retries} (6), {@code retries.wait.ms} (100), {@code retries.max.wait.ms} (5000)
 *   <li>{@code missing.id.cache.ttl.sec} (30), {@code latest.cache.ttl.sec} (60)
 *   <li>{@code http.connect.timeout.ms} (5000), {@code http.read.timeout.ms} (10000)
 *   <li>{@code basic.auth.credentials.source}, {@code basic.auth.user.info}, {@code
 *       bearer.auth.credentials.source}, {@code bearer.auth.token}, {@code schema.registry.ssl.*}:
 *       as the registry client has them
 * </ul>
 */
public final class AvroSerde<T> implements Serde<T> {
  private final AvroSerializer<T> serializer = new AvroSerializer<>();
  private final AvroDeserializer<T> deserializer;

  /** Reads each record as the generated class of its schema's name, once configured. */
  public AvroSerde() {
    this(new AvroDeserializer<>());
  }

  private AvroSerde(AvroDeserializer<T> deserializer) {
    this.deserializer = deserializer;
  }

  /** The values of one generated class, configured. */
  public static <T extends SpecificRecord> AvroSerde<T> values(
      Class<T> type, Map<String, ?> settings) {
    return configured(new AvroSerde<>(new AvroDeserializer<>(type)), settings);
  }

  /** Values read by a schema, such as a {@link Projection}, as generic records; configured. */
  public static AvroSerde<IndexedRecord> values(Schema reader, Map<String, ?> settings) {
    return configured(new AvroSerde<>(new AvroDeserializer<>(reader)), settings);
  }

  private static <T> AvroSerde<T> configured(AvroSerde<T> serde, Map<String, ?> settings) {
    serde.configure(settings, false);
    return serde;
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    serializer.configure(settings, isKey);
    deserializer.configure(settings, isKey);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }
}
