package io.sensorium.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Colour and depth frames of a real Kinect at 30 Hz, some 20 ms apart and with gaps, against the
 * pairs that the TUM RGB-D benchmark's own tool found with the whole recording at hand.
 */
class RealPairsTest {
  private static final long NONE = AlignmentSpec.NONE;

  @ParameterizedTest
  @CsvSource({
    "fr1_xyz,  0,   0.99",
    "fr1_xyz,  0.1, 0.99",
    "fr1_desk, 0,   0.90",
    "fr1_desk, 0.1, 0.95"
  })
  void agreesWithTheReference(String recording, double agePenalty, double agreement)
      throws IOException {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no real pairs");
    Map<Long, Long> reference =
        pairs(
            Path.of(data, "tum-rgbd-stamps/open/Examples/RGB-D/associations", recording + ".csv"));

    Map<Long, Long> ours = align(reference, agePenalty);

    long same = ours.entrySet().stream().filter(reference.entrySet()::contains).count();
    System.out.printf(
        "%s, age penalty %s: %d pairs in the reference, %d here, %d of them the same%n",
        recording, agePenalty, reference.size(), ours.size(), same);
    assertThat((double) same / ours.size()).isGreaterThan(agreement);
    assertThat((double) ours.size() / reference.size()).isGreaterThan(0.95);
  }

  /** Each frame arrives at its time; colour to depth. */
  private static Map<Long, Long> align(Map<Long, Long> pairs, double agePenalty) {
    Map<Long, Long> found = new TreeMap<>();
    SiteAligner<Long> aligner =
        new SiteAligner<>(
            spec(agePenalty),
            new AlignmentHandler<>() {
              @Override
              public void emitted(AlignedMoment<Long> moment) {
                moment
                    .matches()
                    .get(0)
                    .forEach(
                        colour ->
                            found.put(colour.handle(), moment.matches().get(1).get(0).handle()));
              }

              @Override
              public void dropped(SensorEvent<Long> event, DropReason reason) {}
            });
    List<SensorEvent<Long>> events = new ArrayList<>();
    pairs.keySet().forEach(t -> events.add(event("colour", t)));
    pairs.values().stream().distinct().forEach(t -> events.add(event("depth", t)));
    events.sort(Comparator.comparingLong(SensorEvent::timeUs));
    events.forEach(event -> aligner.arrive(event, event.timeUs()));
    return found;
  }

  private static AlignmentSpec spec(double agePenalty) {
    ApproximateRules rules = new ApproximateRules(agePenalty, NONE);
    return new AlignmentSpec(
        List.of(input("colour"), input("depth")),
        0,
        rules,
        NONE,
        NONE,
        NONE,
        1_000,
        ClockRules.DEFAULT);
  }

  private static InputSpec input(String name) {
    return new InputSpec(
        name,
        Modality.CAMERA,
        name::equals,
        new Matching.Member(0),
        true,
        ClockKind.DEVICE,
        0,
        0,
        5_000_000,
        1_000_000);
  }

  private static SensorEvent<Long> event(String sensor, long t) {
    return new SensorEvent<>(Modality.CAMERA, sensor, Long.toString(t), t, 0, t);
  }

  private static Map<Long, Long> pairs(Path csv) throws IOException {
    Map<Long, Long> pairs = new TreeMap<>();
    for (String line : Files.readAllLines(csv)) {
      String[] fields = line.split(",", -1);
      if (fields[0].matches("[0-9.]+")) {
        pairs.put(micros(fields[0]), micros(fields[1]));
      }
    }
    return pairs;
  }

  private static long micros(String seconds) {
    return new BigDecimal(seconds).movePointRight(6).longValue();
  }
}
