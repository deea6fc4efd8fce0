package io.sensorium.fusion.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.recorded.RecordedRun.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stamps of a Kinect's images and depth maps from the TUM RGB-D benchmark, in the pairs that its
 * {@code associate.py} made of them: the closest two first, each in one pair, at most 20 ms apart.
 * What it left over is not in the data.
 */
class RgbdStampsTest {
  private static final String NEAREST =
      """
      pipeline: rgbd
      pace: { each: rgb }
      inputs:
        rgb:   { modality: camera }
        depth: { modality: audio, match: nearest, tolerance: 20ms }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"fr1_xyz", "fr1_desk"})
  void pairsAreThePublishedOnes(String sequence) {
    List<String[]> pairs =
        RealClocks.rows("tum-rgbd-stamps/open/Examples/RGB-D/associations/" + sequence + ".csv");

    assertThat(equal(sequence, pairs)).isGreaterThan(96);
  }

  private static double equal(String sequence, List<String[]> pairs) {
    RecordedRun run = RecordedRun.of(NEAREST, arrivals(pairs));
    run.accountsForEveryEvent();
    Set<String> published = new HashSet<>();
    pairs.forEach(p -> published.add(RealClocks.micros(p[0]) + " " + RealClocks.micros(p[1])));
    Set<String> depths = new HashSet<>();
    int equal = 0;
    int twice = 0;
    int alone = 0;
    for (AlignedMoment<String> moment : run.moments) {
      List<SensorEvent<String>> rgb = moment.matches().get(0);
      List<SensorEvent<String>> depth = moment.matches().get(1);
      if (rgb.isEmpty() || depth.isEmpty()) {
        alone++;
      } else {
        equal += published.contains(rgb.get(0).timeUs() + " " + depth.get(0).timeUs()) ? 1 : 0;
        twice += depths.add(depth.get(0).id()) ? 0 : 1;
      }
    }
    RealClocks.tell(
        "tum-rgbd %s: %d of %d published pairs (%.2f %%), %d depth maps used again, %d alone",
        sequence, equal, published.size(), 100.0 * equal / published.size(), twice, alone);
    // The nearest may be nearest to two images; where it is not, the pairs are the published ones.
    assertThat(equal + twice).isEqualTo(published.size());
    return 100.0 * equal / published.size();
  }

  /** As on one machine: what is stamped first arrives first. */
  private static List<Arrival> arrivals(List<String[]> pairs) {
    List<Arrival> arrivals = new ArrayList<>();
    for (String[] pair : pairs) {
      arrivals.add(arrival(Modality.CAMERA, "rgb", RealClocks.micros(pair[0])));
      arrivals.add(arrival(Modality.AUDIO, "depth", RealClocks.micros(pair[1])));
    }
    return arrivals;
  }

  private static Arrival arrival(Modality modality, String sensor, long time) {
    String id = Long.toString(time);
    return new Arrival(
        new SensorEvent<>(modality, sensor, id, time, 0, sensor + "#" + id), time + 5_000);
  }
}
