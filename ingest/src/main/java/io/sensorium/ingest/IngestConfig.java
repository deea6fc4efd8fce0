package io.sensorium.ingest;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.ingest.http.HttpConfig;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.simulator.SimulatorConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ingest service: at least one way in.
 *
 * @param kafka settings of Kafka clients and serializers, handed on as they are
 * @param maxInFlight bytes that Kafka has not acknowledged yet, over all ways in; by default 32 MiB
 * @param http the HTTP endpoint; null for none
 * @param simulator simulated sites; null for none
 * @param replay a recording to be fed once; null for none
 */
public record IngestConfig(
    Map<String, String> kafka,
    ByteSize maxInFlight,
    @Nullable HttpConfig http,
    @Nullable SimulatorConfig simulator,
    @Nullable ReplayConfig replay) {
  private static final ByteSize MAX_IN_FLIGHT = ByteSize.ofMebibytes(32);

  public IngestConfig {
    kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
    maxInFlight = maxInFlight == null ? MAX_IN_FLIGHT : maxInFlight;
    if (http == null && simulator == null && replay == null) {
      throw new ConfigException(
          "expected at least one of http, simulator and replay, found none; add the key of a way in");
    }
  }

  /** Only an HTTP endpoint. */
  public static IngestConfig of(Map<String, String> kafka, HttpConfig http) {
    return new IngestConfig(kafka, MAX_IN_FLIGHT, http, null, null);
  }

  /** Only simulated sites. */
  public static IngestConfig of(Map<String, String> kafka, SimulatorConfig simulator) {
    return new IngestConfig(kafka, MAX_IN_FLIGHT, null, simulator, null);
  }

  /** Only a recording. */
  public static IngestConfig of(Map<String, String> kafka, ReplayConfig replay) {
    return new IngestConfig(kafka, MAX_IN_FLIGHT, null, null, replay);
  }

  public IngestConfig withHttp(HttpConfig endpoint) {
    return new IngestConfig(kafka, maxInFlight, endpoint, simulator, replay);
  }
}
