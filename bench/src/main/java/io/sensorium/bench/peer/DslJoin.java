package io.sensorium.bench.peer;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.Sensed;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/**
 * The DSL cascade as an application.
 *
 * @param stores where the joins keep what they hold
 * @param payload what of an event is joined
 * @param guarantee what a failure may do to rows
 */
record DslJoin(Stores stores, Payload payload, Guarantee guarantee) implements Contender {
  /** Kinds of stores. */
  enum Stores {
    ROCKSDB(BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class),
    IN_MEMORY(BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);

    private final Class<?> suppliers;

    Stores(Class<?> suppliers) {
      this.suppliers = suppliers;
    }
  }

  /** Whether payloads go through the joins. */
  enum Payload {
    INLINE,
    REFERENCE;

    /** What is joined of an event. */
    Sensed of(Sensed event) {
      return this == INLINE ? event : event.reference();
    }
  }

  /** Processing guarantees by the names that Kafka Streams has for them. */
  enum Guarantee {
    AT_LEAST_ONCE(StreamsConfig.AT_LEAST_ONCE),
    EXACTLY_ONCE(StreamsConfig.EXACTLY_ONCE_V2);

    private final String setting;

    Guarantee(String setting) {
      this.setting = setting;
    }
  }

  @Override
  public Running start(RunSettings run) {
    LongAdder taken = new LongAdder();
    Properties settings = StreamsRun.settings(run);
    settings.putAll(settings());
    StreamsBuilder builder = builder(settings);
    new DslCascade(run.kafka(), payload::of, taken::increment).addTo(builder, run.output());
    return StreamsRun.start(builder, settings, taken);
  }

  /** What is special to the joins. */
  Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee.setting);
    settings.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, stores.suppliers);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    // The producer's own default. Streams' 100 ms were no faster, and would be all of its latency.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    // Gigabytes of changelog a run: what is deleted must go before the next run fills the disk.
    settings.put(StreamsConfig.topicPrefix("file.delete.delay.ms"), 1000);
    return settings;
  }

  /** A builder of topologies with the stores that the settings name. */
  static StreamsBuilder builder(Properties settings) {
    return new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
  }
}
