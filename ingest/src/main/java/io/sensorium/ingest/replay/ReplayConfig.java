package io.sensorium.ingest.replay;

import io.sensorium.config.ConfigException;
import io.sensorium.ingest.payload.PayloadLimits;
import java.nio.file.Path;

/**
 * A recording that the service feeds once.
 *
 * @param recording the folder
 * @param speed how many times faster than recorded; 0 is as fast as Kafka takes it; by default 1
 * @param keepTimes whether event times stay as recorded; by default they are shifted to now
 * @param limits on payloads
 */
public record ReplayConfig(
    String recording, Double speed, boolean keepTimes, PayloadLimits limits) {
  private static final Double RECORDED_PACE = 1.0;

  public ReplayConfig {
    speed = speed == null ? RECORDED_PACE : speed;
    limits = limits == null ? PayloadLimits.standard() : limits;
    if (recording == null || recording.isBlank()) {
      throw new ConfigException("expected a folder in replay.recording, found nothing; name one");
    }
    if (!(speed >= 0)) {
      throw new ConfigException("expected replay.speed of 0 or more, found " + speed);
    }
  }

  /** Fed once, with event times shifted to now and payload limits at their defaults. */
  public static ReplayConfig of(Path recording, double speed) {
    return new ReplayConfig(recording.toString(), speed, false, PayloadLimits.standard());
  }

  public Path folder() {
    return Path.of(recording);
  }

  public ReplayOptions options() {
    double times = speed == 0 ? Double.POSITIVE_INFINITY : speed;
    return new ReplayOptions(times, keepTimes, limits);
  }
}
