package io.sensorium.fusion.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.recorded.RecordedRun.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thirty seconds of a car of comma2k19: a camera at 20 Hz, the CAN bus, radar in bursts of equal
 * stamps, an IMU at 104 Hz and GNSS, on one clock. When they arrived is not recorded: each stream
 * is given a least time on the way and a random one on top.
 */
class DrivingLogTest {
  private static final String PIPELINE =
      """
      pipeline: driving-log
      pace: { each: view }
      inputs:
        view:   { modality: camera, wait: 2s }
        motion: { modality: audio, match: overlap, before: 25ms, after: 25ms, wait: 2s }
        speed:  { modality: text, sensors: CAN/speed, match: latest, lookback: 50ms, wait: 2s }
        wheels: { modality: text, sensors: CAN/steering_angle, match: nearest, tolerance: 20ms, wait: 2s }
        radar:  { modality: text, sensors: CAN/radar, match: nearest, tolerance: 50ms, wait: 2s }
        place:  { modality: text, sensors: GNSS/live_gnss_ublox, match: latest, lookback: 300ms, wait: 2s }
      """;

  /** Within half a second all has arrived, whatever the seed: every moment settles. */
  private static final long MOST_DELAY = 500_000;

  @Test
  void everyFrameFindsItsNeighboursInAllStreams() {
    RecordedRun run = RecordedRun.of(PIPELINE, arrivals(1));

    run.accountsForEveryEvent();
    assertThat(run.moments).hasSize(600);
    assertThat(run.dropped(DropReason.LATE)).isZero();
    for (String input : List.of("motion", "speed", "wheels", "radar")) {
      assertThat(run.completeness(input)).as(input).isGreaterThan(99);
    }
    assertThat(run.completeness("place")).isGreaterThan(98);
    assertThat(RecordedRun.percentile(run.skews("speed"), 0.99)).isLessThan(25_000);
    assertThat(RecordedRun.percentile(run.skews("wheels"), 0.99)).isLessThan(15_000);
    for (String input : List.of("view", "motion", "speed", "wheels", "radar", "place")) {
      List<Long> skews = run.skews(input);
      RealClocks.tell(
          "comma2k19 %s: in %.1f %% of moments, |t - T| p50 %.2f ms, p99 %.2f ms, most %.2f ms",
          input,
          run.completeness(input),
          RecordedRun.percentile(skews, 0.5) / 1e3,
          RecordedRun.percentile(skews, 0.99) / 1e3,
          RecordedRun.percentile(skews, 1) / 1e3);
    }
    RealClocks.tell(
        "comma2k19: %d events, %d moments, dropped %s, waited p50 %.1f ms, p99 %.1f ms",
        run.events(),
        run.moments.size(),
        run.dropped,
        RecordedRun.percentile(run.waits(), 0.5) / 1e3,
        RecordedRun.percentile(run.waits(), 0.99) / 1e3);
  }

  @Test
  void ofABurstOfEqualStampsTheSameEventIsTakenWhateverCameFirst() {
    List<String> sets = RecordedRun.of(PIPELINE, arrivals(1)).sets();

    for (long seed = 2; seed <= 10; seed++) {
      RecordedRun other = RecordedRun.of(PIPELINE, arrivals(seed));
      // the last moments wait for streams that end, and idle closes them
      assertThat(other.moments.subList(0, 590)).allMatch(m -> m.closedBy() == ClosedBy.SETTLED);
      assertThat(other.sets()).as("seed %d", seed).isEqualTo(sets);
    }
  }

  /** Each stream arrives in order; within a burst of equal stamps the order is the seed's. */
  private static List<Arrival> arrivals(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String[]> rows = new ArrayList<>(RealClocks.rows("comma2k19-example/open/timeline.csv"));
    shuffleBursts(rows, random);
    Map<String, Long> last = new HashMap<>();
    List<Arrival> arrivals = new ArrayList<>();
    for (String[] row : rows) {
      String stream = row[1];
      Modality modality = modality(stream);
      if (modality != null) {
        long time = RealClocks.micros(row[0]);
        long arrival = last.merge(stream, time + delay(stream, random), Math::max);
        arrivals.add(
            new Arrival(
                new SensorEvent<>(modality, stream, row[2], time, 0, stream + "#" + row[2]),
                arrival));
      }
    }
    return arrivals;
  }

  private static void shuffleBursts(List<String[]> rows, SplittableRandom random) {
    for (int i = rows.size() - 1; i > 0; i--) {
      int other = i - 1 - random.nextInt(Math.min(i, 5));
      if (rows.get(other)[0].equals(rows.get(i)[0]) && rows.get(other)[1].equals(rows.get(i)[1])) {
        Collections.swap(rows, i, other);
      }
    }
  }

  private static @Nullable Modality modality(String stream) {
    return switch (stream) {
      case "camera/frame" -> Modality.CAMERA;
      case "IMU/accelerometer", "IMU/gyro" -> Modality.AUDIO;
      case "CAN/speed", "CAN/steering_angle", "CAN/radar", "GNSS/live_gnss_ublox" -> Modality.TEXT;
      default -> null;
    };
  }

  private static long delay(String stream, SplittableRandom random) {
    long most = MOST_DELAY;
    return switch (stream) {
      case "camera/frame" -> Math.min(most, RealClocks.delay(random, 35_000, 8_000));
      case "GNSS/live_gnss_ublox" -> Math.min(most, RealClocks.delay(random, 80_000, 20_000));
      default -> Math.min(most, RealClocks.delay(random, 2_000, 3_000));
    };
  }
}
