package io.sensorium.serde;

import com.google.common.base.Ticker;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in Confluent wire format; see {@link AvroSerde} for the settings. Thread-safe.
 * Bytes that are not such a record are a {@link SerializationException}; a registry that does not
 * answer is a {@link RegistryUnavailableException}.
 *
 * @param <T> a generated class, or a generic record where the reader schema is a {@link Projection}
 */
public final class AvroDeserializer<T> implements Deserializer<T> {
  static {
    GeneratedClasses.trust();
  }

  private final @Nullable Schema reader;
  private @Nullable CachedRegistry registry;
  private @Nullable AvroDecoder decoder;

  /** Reads each record as the generated class of its schema's name. */
  public AvroDeserializer() {
    this.reader = null;
  }

  /** Reads each record as this schema has it. */
  public AvroDeserializer(Schema reader) {
    this.reader = reader;
  }

  /** Reads each record as this generated class. */
  public AvroDeserializer(Class<T> type) {
    this(SpecificData.get().getSchema(type));
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    SerdeConfig config = SerdeConfig.of(settings, isKey);
    configure(config, CachedRegistry.open(config), Ticker.systemTicker());
  }

  void configure(SerdeConfig config, CachedRegistry registry, Ticker ticker) {
    close();
    Schema schema = reader != null ? reader : schemaOf(config.specificType());
    this.registry = registry;
    this.decoder =
        new AvroDecoder(
            registry,
            schema,
            reader != null || schema != null || config.specificReader(),
            config.refusalsFor(),
            ticker);
  }

  private static @Nullable Schema schemaOf(@Nullable String type) {
    try {
      return type == null
          ? null
          : SpecificData.get()
              .getSchema(Class.forName(type, true, AvroDeserializer.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new ConfigException("There is no class " + type + ", which specific.avro.*.type names");
    }
  }

  /**
   * The record in an array of its own, which must not change afterwards: {@code bytes} fields are
   * slices of it, so that a payload is not copied.
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    return data == null ? null : read(topic, decoder -> decoder.decodeSliced(data));
  }

  @Override
  public @Nullable T deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
    if (data == null) {
      return null;
    }
    if (data.hasArray()) {
      return deserialize(
          topic, data.array(), data.arrayOffset() + data.position(), data.remaining());
    }
    byte[] copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    return deserialize(topic, copy, 0, copy.length);
  }

  /** The record in a part of an array, read where it stands; the array may change afterwards. */
  public T deserialize(String topic, byte[] data, int offset, int length) {
    return read(topic, decoder -> decoder.decode(data, offset, length));
  }

  @SuppressWarnings("unchecked") // the reader schema makes it so, and the caller chose it
  private T read(String topic, Function<AvroDecoder, Object> reading) {
    AvroDecoder decoder = this.decoder;
    if (decoder == null) {
      throw new IllegalStateException("configure() has not been called");
    }
    try {
      return (T) reading.apply(decoder);
    } catch (SerializationException e) {
      throw new SerializationException("Topic " + topic + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }
}
