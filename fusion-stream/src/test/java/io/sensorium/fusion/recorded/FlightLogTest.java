package io.sensorium.fusion.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.recorded.RecordedRun.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs of PX4 flight controllers: what was logged in which order, with the stamps of its topics.
 * The order is the order of arrival; as the time of it stands the latest stamp so far, and time
 * that the logger says it lost.
 */
class FlightLogTest {
  private static final String SAMPLE = "px4-ulog/open/PX4_pyulog/test/sample.ulg";
  private static final String SMALL = "px4-ulog/open/PX4_pyulog/test/sample_log_small.ulg";
  private static final String FIXTURE =
      "px4-ulog/open/foxglove_mcap/python/examples/ulog2mcap/fixtures/test_ulog.ulg";

  /** The whole log as the one uplink that it is. */
  private static final String UPLINK =
      """
      pipeline: flight
      pace: { every: 100ms }
      inputs:
        all: { modality: text, sensors: uplink, match: overlap, before: 100ms, after: 0, disorder: %s, wait: 1s }
      limits: { max-behind: 1m }
      """;

  /** Each topic a sensor. */
  private static final String TOPICS =
      """
      pipeline: flight
      pace: { each: attitude }
      inputs:
        attitude: { modality: camera, sensors: vehicle_attitude/0, wait: 200ms }
        imu:      { modality: audio, sensors: sensor_combined/0, match: nearest, tolerance: 10ms, wait: 200ms }
        rates:    { modality: text, sensors: vehicle_rates_setpoint/0, match: nearest, tolerance: 20ms, wait: 200ms }
        status:   { modality: text, sensors: vehicle_status/0, match: latest, lookback: 2s, wait: 0 }
      limits: { max-behind: 1m }
      """;

  @ParameterizedTest
  @CsvSource({SAMPLE + ", 0.02", SMALL + ", 0.1", FIXTURE + ", 0.5"})
  void theMoreDisorderOneUplinkIsGrantedTheLessIsLate(String log, double mostLatePercent) {
    double least = 100;
    for (String disorder : List.of("0", "10ms", "100ms")) {
      RecordedRun run =
          RecordedRun.of(
              UPLINK.formatted(disorder),
              arrivals(log, topic -> new Stream(Modality.TEXT, "uplink")));

      run.accountsForEveryEvent();
      double late = 100.0 * run.dropped(DropReason.LATE) / run.events();
      RealClocks.tell(
          "px4 %s as one uplink, disorder %s: %d events, %d moments, %.3f %% late, dropped %s",
          name(log), disorder, run.events(), run.moments.size(), late, run.dropped);
      assertThat(late).as("disorder %s", disorder).isLessThanOrEqualTo(least);
      least = late;
    }
    assertThat(least).isLessThan(mostLatePercent);
  }

  @ParameterizedTest
  @ValueSource(strings = {SAMPLE, SMALL, FIXTURE})
  void nothingIsLateOfTopicsThatKeepTimeAndNoMomentStallsOverADropOut(String log) {
    RecordedRun run = RecordedRun.of(TOPICS, arrivals(log, FlightLogTest::topic));

    run.accountsForEveryEvent();
    assertThat(RecordedRun.percentile(run.waits(), 1)).isLessThanOrEqualTo(200_000);
    assertThat(run.dropped(DropReason.LATE)).isZero();
    assertThat(run.completeness("imu")).isGreaterThan(99);
    RealClocks.tell(
        "px4 %s, a sensor for each topic: %d events, %d moments, dropped %s, imu in %.2f %%, rates in"
            + " %.2f %%, waited p50 %.1f ms, p99 %.1f ms, most %.1f ms, longest gap of T %.1f ms",
        name(log),
        run.events(),
        run.moments.size(),
        run.dropped,
        run.completeness("imu"),
        run.completeness("rates"),
        RecordedRun.percentile(run.waits(), 0.5) / 1e3,
        RecordedRun.percentile(run.waits(), 0.99) / 1e3,
        RecordedRun.percentile(run.waits(), 1) / 1e3,
        longestGap(run) / 1e3);
  }

  @Test
  void topicsThatKeepNoTimeAreAlignedByTheirArrival() {
    // ekf2_innovations has the stamp 0 throughout
    String yaml =
        TOPICS.replace(
            "limits:",
            "  innovations: { modality: text, sensors: ekf2_innovations/0, match: nearest,"
                + " tolerance: 20ms, wait: 200ms, clock: arrival }\nlimits:");

    RecordedRun run = RecordedRun.of(yaml, arrivals(SAMPLE, FlightLogTest::topic));

    run.accountsForEveryEvent();
    assertThat(run.completeness("innovations")).isGreaterThan(99);
    RealClocks.tell(
        "px4 sample, topic without time by arrival: in %.2f %% of moments",
        run.completeness("innovations"));
  }

  private record Stream(Modality modality, String sensor) {}

  private static Stream topic(String topic) {
    return switch (topic) {
      case "vehicle_attitude/0" -> new Stream(Modality.CAMERA, topic);
      case "sensor_combined/0" -> new Stream(Modality.AUDIO, topic);
      default -> new Stream(Modality.TEXT, topic);
    };
  }

  private static List<Arrival> arrivals(String log, Function<String, Stream> streams) {
    List<String[]> rows =
        RealClocks.rows(log + ".timestamps.csv").stream()
            .filter(row -> !row[1].equals("__logger_dropout_ms__"))
            .toList();
    long now =
        rows.stream()
            .mapToLong(row -> Long.parseLong(row[3]))
            .filter(FlightLogTest::keepsTime)
            .findFirst()
            .orElseThrow();
    List<Arrival> arrivals = new ArrayList<>();
    for (String[] row : rows) {
      long time = Long.parseLong(row[3]);
      now = keepsTime(time) ? Math.max(now, time) : now;
      Stream stream = streams.apply(row[1] + "/" + row[2]);
      arrivals.add(
          new Arrival(
              new SensorEvent<>(stream.modality(), stream.sensor(), row[0], time, 0, row[0]), now));
    }
    return arrivals;
  }

  /** Stamps of before the log began, and of long after, are of topics that keep no time. */
  private static boolean keepsTime(long time) {
    return time > 15_000_000 && time < 1_000_000_000;
  }

  private static long longestGap(RecordedRun run) {
    long longest = 0;
    for (int i = 1; i < run.moments.size(); i++) {
      longest = Math.max(longest, run.moments.get(i).timeUs() - run.moments.get(i - 1).timeUs());
    }
    return longest;
  }

  private static String name(String log) {
    return log.substring(log.lastIndexOf('/') + 1);
  }
}
