package io.sensorium.fusion.stream;

import io.sensorium.fusion.stream.horizon.BrokerHorizon;
import io.sensorium.fusion.stream.output.SentOutputs;
import io.sensorium.fusion.stream.source.HeadReader;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The usual clients, of which the main consumers tell the horizon what they fetch and give heads
 * for values.
 */
public final class HorizonClients implements KafkaClientSupplier {
  /** A poll that lasts longer would keep a task from what the broker has answered meanwhile. */
  private static final Duration SHORT_POLL = Duration.ofMillis(2);

  private final BrokerHorizon horizon;
  private final Supplier<HeadReader> heads;
  private final SentOutputs outputs;

  /**
   * @param heads a new reader for each consumer, which closes it
   * @param outputs told of the producers
   */
  public HorizonClients(BrokerHorizon horizon, Supplier<HeadReader> heads, SentOutputs outputs) {
    this.horizon = horizon;
    this.heads = heads;
    this.outputs = outputs;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return outputs.producer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new MainConsumer(config, heads.get(), horizon);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class MainConsumer extends KafkaConsumer<byte[], byte[]> {
    private final BrokerHorizon horizon;

    MainConsumer(Map<String, Object> config, HeadReader heads, BrokerHorizon horizon) {
      super(config, new ByteArrayDeserializer(), heads);
      this.horizon = horizon;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      boolean brief = horizon.anyAwaited() && timeout.compareTo(SHORT_POLL) > 0;
      ConsumerRecords<byte[], byte[]> records = super.poll(brief ? SHORT_POLL : timeout);
      horizon.polled(this, records);
      return records;
    }
  }
}
