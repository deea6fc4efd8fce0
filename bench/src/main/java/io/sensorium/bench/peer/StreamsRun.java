package io.sensorium.bench.peer;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** A Kafka Streams application with one thread, from its start to its leaving of the group. */
public final class StreamsRun implements Contender.Running {
  /** As fusion fetches, so that nobody waits for the network more often than others. */
  static final int FETCH_BYTES = 8 << 20;

  private final LongAdder taken;
  private final KafkaStreams streams;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private StreamsRun(LongAdder taken, KafkaStreams streams) {
    this.taken = taken;
    this.streams = streams;
  }

  /** Settings that all of these applications share; the caller adds its own. */
  public static Properties settings(RunSettings run) {
    Properties settings = new Properties();
    settings.putAll(run.kafka());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, run.name());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, run.folder().toString());
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCH_BYTES);
    return settings;
  }

  /**
   * Starts what a builder holds.
   *
   * @param taken that its topology counts events with
   */
  public static StreamsRun start(StreamsBuilder builder, Properties settings, LongAdder taken) {
    KafkaStreams streams = new KafkaStreams(builder.build(settings), settings);
    StreamsRun run = new StreamsRun(taken, streams);
    streams.setUncaughtExceptionHandler(
        thrown -> {
          run.failure.set(thrown);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    return run;
  }

  @Override
  public long taken() {
    return taken.sum();
  }

  @Override
  public @Nullable Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(Duration.ofSeconds(30))
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    streams.cleanUp();
  }
}
