package io.sensorium.fusion.stream;

import io.sensorium.fusion.stream.horizon.BrokerHorizon;
import io.sensorium.fusion.stream.output.Outgoing;
import io.sensorium.fusion.stream.output.SentOutputs;
import io.sensorium.fusion.stream.source.SourceTopics;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The one sub-topology: a source topic of each modality that the pipeline has inputs of, one
 * processor, four topics out. Instances of one application are to have the same pipeline: one whose
 * inputs are of other modalities needs all of them to be stopped first.
 */
public final class FusionTopology {
  /** How long a poll lasts where nothing comes; a task looks at the clock between polls. */
  public static final Duration POLL = Duration.ofMillis(10);

  static final String MOMENTS = "moments";
  static final String DROPPED = "dropped";
  static final String ALARMS = "alarms";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String SOURCES = "sources";
  private static final String ALIGN = "align";

  /** Small segments, so that compaction keeps up and a restart reads little. */
  private static final Map<String, String> CHANGELOG =
      Map.of("segment.bytes", Integer.toString(16 << 20), "min.cleanable.dirty.ratio", "0.2");

  private FusionTopology() {}

  /** The topology of a pipeline over the horizon of a broker. */
  public static Topology of(
      Pipeline pipeline,
      Map<String, String> kafka,
      BrokerHorizon horizon,
      FusionCounter counter,
      SentOutputs outputs,
      long mostBetweenCommitsMs,
      Clock clock,
      BooleanSupplier closing) {
    return of(
        FusionParts.of(
            pipeline, kafka, horizon, counter, outputs, mostBetweenCommitsMs, clock, closing));
  }

  static Topology of(FusionParts parts) {
    String pipeline = parts.pipeline().name();
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCES,
        (record, partitionTime) -> Math.max(0, record.timestamp()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        SourceTopics.of(parts.pipeline()).toArray(String[]::new));
    topology.addProcessor(ALIGN, () -> new FusionProcessor(parts), SOURCES);
    topology.addStateStore(new BeforeCommit.Builder(), ALIGN);
    topology.addStateStore(store(FusionProcessor.STATE), ALIGN);
    addSink(topology, MOMENTS, Topics.moments(pipeline));
    addSink(topology, DROPPED, Topics.dropped(pipeline));
    addSink(topology, ALARMS, Topics.alarms(pipeline));
    addSink(topology, DEAD_LETTERS, Topics.deadLetters(pipeline));
    return topology;
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  private static void addSink(Topology topology, String name, String topic) {
    topology.<byte[], Outgoing>addSink(
        name,
        topic,
        new ByteArraySerializer(),
        (t, outgoing) -> outgoing.value(),
        (t, key, outgoing, count) -> Optional.of(Set.of(outgoing.partition())),
        ALIGN);
  }
}
