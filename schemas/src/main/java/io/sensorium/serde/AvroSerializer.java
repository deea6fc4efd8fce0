package io.sensorium.serde;

import com.google.common.base.Ticker;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent wire format; see {@link AvroSerde} for the settings.
 * Thread-safe. A record that cannot be written is a {@link SerializationException}; a registry that
 * does not answer is a {@link RegistryUnavailableException}.
 *
 * @param <T> a generated class, or a generic record
 */
public final class AvroSerializer<T> implements Serializer<T> {
  static {
    GeneratedClasses.trust();
  }

  private @Nullable CachedRegistry registry;
  private @Nullable AvroEncoder encoder;

  /** Not usable before {@link #configure}. */
  public AvroSerializer() {}

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    SerdeConfig config = SerdeConfig.of(settings, isKey);
    configure(config, isKey, CachedRegistry.open(config), Ticker.systemTicker());
  }

  void configure(SerdeConfig config, boolean isKey, CachedRegistry registry, Ticker ticker) {
    close();
    this.registry = registry;
    this.encoder = new AvroEncoder(config, isKey, registry, ticker);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    AvroEncoder encoder = configured();
    return record == null ? null : encoder.encode(topic, record);
  }

  /**
   * The bytes of a record whose fields the caller writes.
   *
   * @param schema a generated class's; what is written is not checked against it
   */
  public byte[] serialize(String topic, Schema schema, FieldWriter fields) {
    return configured().encode(topic, schema, fields);
  }

  private AvroEncoder configured() {
    AvroEncoder encoder = this.encoder;
    if (encoder == null) {
      throw new IllegalStateException("configure() has not been called");
    }
    return encoder;
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }
}
