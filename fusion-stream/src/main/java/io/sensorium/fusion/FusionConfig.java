package io.sensorium.fusion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sensorium.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fusion service.
 *
 * @param pipeline the pipeline file
 * @param kafka settings of Kafka clients, Kafka Streams and serializers, handed on as they are;
 *     they win over what this service would set
 * @param guarantee exactly-once (default) or at-least-once; the latter sends each moment at once,
 *     and after a failure again
 * @param commitInterval with exactly-once, how long at most a moment is kept from readers of
 *     committed records for the sake of fewer commits while the service reads live; it commits
 *     sooner where a commit takes less than that. With a backlog it commits once a second. 100 ms
 *     by default
 * @param threads stream threads in this JVM; 1 by default, more than partitions are idle
 * @param stateDir where Kafka Streams keeps its lock files; the JVM's temporary folder by default
 * @param applicationId consumer group and name of the state; {@code sensorium-fusion-<pipeline>} by
 *     default
 * @param standbyReplicas on how many further instances the state of each task is kept, so that they
 *     take over at once; 0 by default
 * @param instanceId a name that this instance keeps over restarts and shares with no other, such as
 *     a pod's: after a crash it goes on as soon as it is back. Without one, Kafka waits for the
 *     session and for open transactions of the dead process to time out, some 10 s
 * @param probeInterval the pause between two questions to the broker where the sources end, while a
 *     moment waits to know; 5 ms by default
 * @param probeAllowance what a record may take to be counted by an end offset after its arrival
 *     stamp, and what the broker's clock may be behind; 20 ms by default
 */
public record FusionConfig(
    Path pipeline,
    Map<String, String> kafka,
    Guarantee guarantee,
    Duration commitInterval,
    int threads,
    @Nullable Path stateDir,
    @Nullable String applicationId,
    int standbyReplicas,
    @Nullable String instanceId,
    Duration probeInterval,
    Duration probeAllowance) {

  /** What a failure may do to moments. */
  public enum Guarantee {
    @JsonProperty("exactly-once")
    EXACTLY_ONCE,
    @JsonProperty("at-least-once")
    AT_LEAST_ONCE
  }

  public FusionConfig {
    if (pipeline == null) {
      throw new ConfigException("expected a pipeline file in key 'pipeline', found nothing");
    }
    kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
    guarantee = guarantee == null ? Guarantee.EXACTLY_ONCE : guarantee;
    commitInterval = commitInterval == null ? Duration.ofMillis(100) : commitInterval;
    threads = threads == 0 ? 1 : threads;
    probeInterval = probeInterval == null ? Duration.ofMillis(5) : probeInterval;
    probeAllowance = probeAllowance == null ? Duration.ofMillis(20) : probeAllowance;
    if (threads < 0) {
      throw new ConfigException("expected 1 or more threads, found " + threads);
    }
    if (standbyReplicas < 0) {
      throw new ConfigException("expected 0 or more standby-replicas, found " + standbyReplicas);
    }
    if (commitInterval.isNegative() || probeInterval.isNegative() || probeAllowance.isNegative()) {
      throw new ConfigException(
          "expected commit-interval, probe-interval and probe-allowance of 0 or more");
    }
  }

  /** The defaults. */
  @SuppressWarnings("NullAway") // the constructor puts defaults where there is nothing
  public static FusionConfig of(Path pipeline, Map<String, String> kafka) {
    return new FusionConfig(pipeline, kafka, null, null, 0, null, null, 0, null, null, null);
  }

  public FusionConfig withGuarantee(Guarantee other) {
    return new FusionConfig(
        pipeline,
        kafka,
        other,
        commitInterval,
        threads,
        stateDir,
        applicationId,
        standbyReplicas,
        instanceId,
        probeInterval,
        probeAllowance);
  }

  public FusionConfig withCommitInterval(Duration other) {
    return new FusionConfig(
        pipeline,
        kafka,
        guarantee,
        other,
        threads,
        stateDir,
        applicationId,
        standbyReplicas,
        instanceId,
        probeInterval,
        probeAllowance);
  }

  public FusionConfig withStateDir(Path other) {
    return new FusionConfig(
        pipeline,
        kafka,
        guarantee,
        commitInterval,
        threads,
        other,
        applicationId,
        standbyReplicas,
        instanceId,
        probeInterval,
        probeAllowance);
  }

  public FusionConfig withApplicationId(String other) {
    return new FusionConfig(
        pipeline,
        kafka,
        guarantee,
        commitInterval,
        threads,
        stateDir,
        other,
        standbyReplicas,
        instanceId,
        probeInterval,
        probeAllowance);
  }

  public FusionConfig withProbeAllowance(Duration other) {
    return new FusionConfig(
        pipeline,
        kafka,
        guarantee,
        commitInterval,
        threads,
        stateDir,
        applicationId,
        standbyReplicas,
        instanceId,
        probeInterval,
        other);
  }
}
