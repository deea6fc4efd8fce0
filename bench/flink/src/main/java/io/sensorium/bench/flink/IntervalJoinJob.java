package io.sensorium.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Flink's interval joins as a job of parallelism 1 on a cluster in this JVM, without an end.
 *
 * @param guarantee of the sink
 * @param checkpoints time between two
 */
record IntervalJoinJob(DeliveryGuarantee guarantee, Duration checkpoints) implements Contender {
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);

  /**
   * How far one source may be ahead of the others. Without it a backlog's texts are all read at
   * once, and each frame looks through all that are held: with 1 site that took three times as
   * long, with 8 and 100 nearly twice.
   */
  private static final Duration DRIFT = Duration.ofSeconds(60);

  private static final Duration ALIGNED_EVERY = Duration.ofMillis(50);

  private static final int FETCH_BYTES = 8 << 20;
  private static final int POLL_RECORDS = 1000;
  private static final Duration TRANSACTION_LIMIT = Duration.ofMinutes(10);

  @Override
  public Running start(RunSettings run) throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration(run));
    IntervalJoins.of(
            events(flink, run, "camera.frames"),
            events(flink, run, "text.events"),
            events(flink, run, "audio.chunks"))
        .sinkTo(sink(run));
    long takenBefore = EventReader.taken();
    return new RunningJob(flink.executeAsync(run.name()), takenBefore);
  }

  private Configuration configuration(RunSettings run) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        run.folder().resolve("checkpoints").toUri().toString());
    // What fails is to be seen, not to be tried again.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  private static DataStream<Event> events(
      StreamExecutionEnvironment flink, RunSettings run, String topic) {
    KafkaSource<Event> source =
        KafkaSource.<Event>builder()
            .setProperties(clientSettings(run.kafka()))
            .setProperty("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES))
            .setProperty("max.poll.records", Integer.toString(POLL_RECORDS))
            .setTopics(topic)
            .setGroupId(run.name())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new EventReader(topic))
            .build();
    return flink.fromSource(
        source,
        WatermarkStrategy.<Event>forMonotonousTimestamps()
            .withTimestampAssigner((event, stamp) -> event.timeMs)
            .withWatermarkAlignment("sources", DRIFT, ALIGNED_EVERY),
        topic);
  }

  private KafkaSink<Tuple2<String, byte[]>> sink(RunSettings run) {
    String output = run.output();
    return KafkaSink.<Tuple2<String, byte[]>>builder()
        .setKafkaProducerConfig(clientSettings(run.kafka()))
        .setProperty("linger.ms", "5")
        .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_LIMIT.toMillis()))
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(run.name())
        .setRecordSerializer(
            (row, context, stamp) -> new ProducerRecord<>(output, row.f0.getBytes(UTF_8), row.f1))
        .build();
  }

  private static Properties clientSettings(Map<String, String> kafka) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", kafka.getOrDefault("bootstrap.servers", ""));
    return settings;
  }
}
