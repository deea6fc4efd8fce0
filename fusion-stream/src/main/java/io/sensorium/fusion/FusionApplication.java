package io.sensorium.fusion;

import io.sensorium.config.ConfigException;
import io.sensorium.fusion.stream.FusionCounter;
import io.sensorium.fusion.stream.FusionCounts;
import io.sensorium.fusion.stream.FusionTopology;
import io.sensorium.fusion.stream.HorizonClients;
import io.sensorium.fusion.stream.RestoreProgress;
import io.sensorium.fusion.stream.horizon.BrokerHorizon;
import io.sensorium.fusion.stream.horizon.EndOffsetProbe;
import io.sensorium.fusion.stream.output.SentOutputs;
import io.sensorium.fusion.stream.source.HeadReader;
import io.sensorium.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fusion service: reads the source topics of a Kafka and writes the moments of one pipeline.
 * Instances with the same application id share the work. Thread-safe.
 */
public final class FusionApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FusionApplication.class);
  private static final Duration BROKER_LIMIT = Duration.ofSeconds(10);

  /** How often a task commits that does not ask for it; see {@code stream.CommitTiming}. */
  private static final Duration BACKLOG_COMMITS = Duration.ofSeconds(1);

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final EndOffsetProbe probe;
  private final Admin admin;
  private final FusionCounter counter;
  private final AtomicBoolean closing;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private FusionApplication(
      KafkaStreams streams,
      EndOffsetProbe probe,
      Admin admin,
      FusionCounter counter,
      AtomicBoolean closing) {
    this.streams = streams;
    this.probe = probe;
    this.admin = admin;
    this.counter = counter;
    this.closing = closing;
  }

  /**
   * Starts the service; it runs on threads of its own until it is closed.
   *
   * @throws ConfigException where the pipeline file is in error, no broker answers within 10
   *     seconds, or the topics are not as they must be
   */
  public static FusionApplication start(FusionConfig config) {
    Pipeline pipeline = Pipeline.read(config.pipeline());
    Admin admin = admin(config);
    try {
      new TopicCheck(admin, bootstrap(config), BROKER_LIMIT).require(pipeline);
      FusionCounter counter = new FusionCounter();
      AtomicBoolean closing = new AtomicBoolean();
      BrokerHorizon horizon = new BrokerHorizon(config.probeAllowance());
      SentOutputs outputs =
          new SentOutputs(
              config.guarantee() == FusionConfig.Guarantee.EXACTLY_ONCE,
              instance(config, pipeline));
      KafkaStreams streams =
          new KafkaStreams(
              FusionTopology.of(
                  pipeline,
                  config.kafka(),
                  horizon,
                  counter,
                  outputs,
                  mostBetweenCommitsMs(config),
                  Clock.systemUTC(),
                  closing::get),
              settings(config, pipeline),
              new HorizonClients(
                  horizon, () -> new HeadReader(config.kafka(), closing::get), outputs));
      EndOffsetProbe probe =
          EndOffsetProbe.start(horizon, admin, Clock.systemUTC(), config.probeInterval());
      FusionApplication application =
          new FusionApplication(streams, probe, admin, counter, closing);
      streams.setUncaughtExceptionHandler(application::respond);
      streams.setGlobalStateRestoreListener(new RestoreProgress(Clock.systemUTC()));
      streams.start();
      return application;
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /** What it has done so far. */
  public FusionCounts counts() {
    return counter.counts();
  }

  /** Whether it reads: its partitions are assigned and its state is restored. */
  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Why it has stopped by itself; null while it has not. */
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /** Commits what is done and stops; events that wait are kept for the next start. */
  @Override
  public void close() {
    closing.set(true);
    // Without leaving, the group would wait for this instance until its session times out.
    if (!streams.close(
        CloseOptions.timeout(DRAIN_LIMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))) {
      LOG.warn(
          "did not stop within {} s; what is not committed is done again", DRAIN_LIMIT.toSeconds());
    }
    probe.close();
    admin.close(Duration.ofSeconds(1));
  }

  /** What Kafka or the registry does passes, and the thread starts anew from what is committed. */
  private StreamThreadExceptionResponse respond(Throwable thrown) {
    for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
      if (t instanceof KafkaException && !closing.get()) {
        LOG.warn("a stream thread failed and starts anew", thrown);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
    }
    LOG.error("fusion stops", thrown);
    failure.set(thrown);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static Admin admin(FusionConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put("client.id", "sensorium-fusion-admin");
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw new ConfigException(
          "expected settings of a Kafka in key 'kafka', found none that work: " + e.getMessage(),
          e);
    }
  }

  private static String bootstrap(FusionConfig config) {
    return config.kafka().getOrDefault("bootstrap.servers", "no bootstrap.servers");
  }

  private static String applicationId(FusionConfig config, Pipeline pipeline) {
    String id = config.applicationId();
    return id == null ? "sensorium-fusion-" + pipeline.name() : id;
  }

  private static @Nullable String instance(FusionConfig config, Pipeline pipeline) {
    String id = config.instanceId();
    return id == null ? null : applicationId(config, pipeline) + "-" + id;
  }

  /** Without transactions a moment is visible when it is sent. */
  private static long mostBetweenCommitsMs(FusionConfig config) {
    return config.guarantee() == FusionConfig.Guarantee.EXACTLY_ONCE
        ? config.commitInterval().toMillis()
        : Long.MAX_VALUE;
  }

  private static Properties settings(FusionConfig config, Pipeline pipeline) {
    boolean exactly = config.guarantee() == FusionConfig.Guarantee.EXACTLY_ONCE;
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(config, pipeline));
    if (config.instanceId() != null) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
    }
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    // A task's state is small: without a replica elsewhere it moves at once, and is read there in a
    // moment. Kafka Streams would have it read beforehand, and look at it every ten minutes.
    if (config.standbyReplicas() == 0) {
      settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
    }
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    settings.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        exactly ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    settings.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        Math.max(BACKLOG_COMMITS.toMillis(), config.commitInterval().toMillis()));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    if (config.stateDir() != null) {
      settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    }
    settings.put(StreamsConfig.POLL_MS_CONFIG, FusionTopology.POLL.toMillis());
    // Backlogs are merged by arrival time: a partition that has more on the broker is waited for.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // A killed instance's partitions go to the others after this; Kafka's default is 45 s.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    // A commit sends at once what lingers, and nothing is visible before it; without transactions
    // lingering is latency, which buys a broker that is asked once for many moments.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), exactly ? 100 : 5);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
    settings.putAll(config.kafka());
    return settings;
  }
}
