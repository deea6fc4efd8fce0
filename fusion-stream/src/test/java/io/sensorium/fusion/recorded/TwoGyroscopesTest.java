package io.sensorium.fusion.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.clock.ClockRules;
import io.sensorium.fusion.clock.OffsetEstimator;
import io.sensorium.fusion.recorded.RecordedRun.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two gyroscopes on one board, a telephone's and a microcontroller's, each on a clock of its own
 * (Twist-n-Sync). What the clocks are apart is in what they measured: the angular speed is the
 * same. When the samples arrived is not recorded; the telephone's clock stands for the true one,
 * and each sample is given a least time on the way and a random one on top.
 */
class TwoGyroscopesTest {
  private static final String FOLDER =
      "twistnsync-gyro/open/examples/data/smartphone_and_mcu_gyro_data/";
  private static final long LEAST_DELAY = 2_000;
  private static final long MORE_DELAY = 5_000;

  /** One sample: time by its own clock in µs, and angular speed. */
  private record Sample(long time, double speed) {}

  private record Sent(long time, long arrival) {}

  @Test
  void theOffsetThatIsLearntFromArrivalsIsThatOfTheContent() {
    double content = contentOffset();

    List<Double> errors = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long phone = learned(sent(phone(), 0, 0, 0, 1, random), ClockRules.DEFAULT);
      long mcu = learned(sent(mcu(), content, 0, 0, 1, random), ClockRules.DEFAULT);
      errors.add(Math.abs(mcu - phone - content));
    }
    errors.sort(Comparator.naturalOrder());

    RealClocks.tell(
        "twistnsync: offset by content %.1f us; learnt from arrivals of 4.9 s off by %.1f us (median"
            + " of 20 seeds), %.1f us at most",
        content, errors.get(10), errors.get(19));
    assertThat(errors.get(10)).isLessThan(50);
    assertThat(errors.get(19)).isLessThan(200);
  }

  @Test
  void overTenMinutesOfDriftTheLineStaysWithTheClockAndTheMinimumLagsBehind() {
    double content = contentOffset();
    ClockRules level =
        new ClockRules(10_000_000, 30, 120_000_000, 0, ClockRules.NONE, ClockRules.NONE);

    for (long ppm : new long[] {-100, -20, 20, 100}) {
      double withDrift = worst(content, ppm, ClockRules.DEFAULT);
      double without = worst(content, ppm, level);
      RealClocks.tell(
          "twistnsync drifting by %d ppm over 10 min: learnt offset off by %.1f us at most with the"
              + " drift, %.1f us without",
          ppm, withDrift, without);
      assertThat(withDrift).as("%d ppm", ppm).isLessThan(300);
      if (ppm > 0) {
        assertThat(without).as("%d ppm", ppm).isGreaterThan(10 * withDrift);
      }
    }
  }

  @Test
  void samplesOfBothClocksMeetOnceTheOffsetsAreLearnt() {
    String yaml =
        """
        pipeline: gyroscopes
        pace: { each: phone }
        inputs:
          phone: { modality: camera, clock: learned, disorder: 5ms }
          mcu:   { modality: audio, clock: learned, disorder: 5ms, match: nearest, tolerance: 2ms }
        """;
    double content = contentOffset();
    SplittableRandom random = new SplittableRandom(1);
    List<Arrival> arrivals = new ArrayList<>();
    sent(phone(), 0, 0, 0, 1, random).forEach(s -> arrivals.add(arrival(Modality.CAMERA, s)));
    sent(mcu(), content, 0, 0, 1, random).forEach(s -> arrivals.add(arrival(Modality.AUDIO, s)));

    RecordedRun run = RecordedRun.of(yaml, arrivals);

    run.accountsForEveryEvent();
    List<Long> skews = run.skews("mcu");
    RealClocks.tell(
        "twistnsync aligned: %d moments of %d samples, mcu in %.2f %%, |t - T| p50 %d us, p99 %d us,"
            + " dropped %s",
        run.moments.size(),
        phone().size(),
        run.completeness("mcu"),
        RecordedRun.percentile(skews, 0.5),
        RecordedRun.percentile(skews, 0.99),
        run.dropped);
    // The recordings overlap by all but their first and last third of a second.
    assertThat(run.completeness("mcu")).isGreaterThan(93);
    assertThat(RecordedRun.percentile(skews, 0.99)).isLessThanOrEqualTo(1_100);
  }

  /** The largest error of the learned offset, between clocks, from the third minute on. */
  private static double worst(double content, long ppm, ClockRules rules) {
    SplittableRandom random = new SplittableRandom(7);
    OffsetEstimator phone = new OffsetEstimator(rules, 5_000_000, null);
    OffsetEstimator mcu = new OffsetEstimator(rules, 5_000_000, null);
    List<Sent> ofPhone = sent(phone(), 0, 0, 0, 120, random);
    List<Sent> ofMcu = sent(mcu(), content, ppm, mcu().get(0).time(), 120, random);
    double worst = 0;
    for (int i = 0; i < ofPhone.size(); i++) {
      phone.feed(ofPhone.get(i).time(), ofPhone.get(i).arrival());
      Sent sent = ofMcu.get(i);
      mcu.feed(sent.time(), sent.arrival());
      if (sent.time() - ofMcu.get(0).time() > 180_000_000L) {
        double truth = content + (sent.time() - ofMcu.get(0).time()) * ppm / 1e6;
        long apart = mcu.offsetUs(sent.time()) - phone.offsetUs(ofPhone.get(i).time());
        worst = Math.max(worst, Math.abs(apart - truth));
      }
    }
    return worst;
  }

  private static long learned(List<Sent> samples, ClockRules rules) {
    OffsetEstimator estimator = new OffsetEstimator(rules, 5_000_000, null);
    samples.forEach(s -> estimator.feed(s.time(), s.arrival()));
    return estimator.offsetUs(samples.get(samples.size() - 1).time());
  }

  /**
   * Samples as they arrive, in order.
   *
   * @param offset of their clock from the true one at {@code origin}, by their clock
   * @param ppm how much that grows
   * @param times how often the recording is played, end to end
   */
  private static List<Sent> sent(
      List<Sample> samples,
      double offset,
      long ppm,
      long origin,
      int times,
      SplittableRandom random) {
    long length = samples.get(samples.size() - 1).time() - samples.get(0).time() + 2_000;
    List<Sent> sent = new ArrayList<>();
    long arrival = Long.MIN_VALUE;
    for (int n = 0; n < times; n++) {
      for (Sample sample : samples) {
        long time = sample.time() + n * length;
        long truth = time + Math.round(offset + (time - origin) * ppm / 1e6);
        arrival = Math.max(arrival, truth + RealClocks.delay(random, LEAST_DELAY, MORE_DELAY));
        sent.add(new Sent(time, arrival));
      }
    }
    return sent;
  }

  private static Arrival arrival(Modality modality, Sent sent) {
    String id = Long.toString(sent.time());
    return new Arrival(
        new SensorEvent<>(modality, "gyro", id, sent.time(), 0, modality + id), sent.arrival());
  }

  private static List<Sample> phone() {
    return samples("smartphone_gyro_data.csv");
  }

  private static List<Sample> mcu() {
    return samples("mcu_gyro_data.csv");
  }

  private static List<Sample> samples(String file) {
    return RealClocks.rows(FOLDER + file).stream()
        .map(
            row ->
                new Sample(
                    RealClocks.micros(row[0]),
                    Math.sqrt(square(row[1]) + square(row[2]) + square(row[3]))))
        .toList();
  }

  private static double square(String number) {
    double value = Double.parseDouble(number);
    return value * value;
  }

  /**
   * What to add to the microcontroller's time to have the telephone's, in µs: the shift at which
   * the angular speeds correlate best. To a grid of 100 µs by linear interpolation, and between its
   * points by the parabola through the best and its neighbours.
   */
  private static double contentOffset() {
    List<Sample> phone = phone();
    List<Sample> mcu = mcu();
    double start = phone.get(0).time() - mcu.get(0).time();
    int best = 0;
    double highest = -1;
    for (int shift = -10_000; shift <= 10_000; shift += 20) {
      double correlation = correlation(phone, mcu, start + shift * 100.0);
      if (correlation > highest) {
        highest = correlation;
        best = shift;
      }
    }
    int coarse = best;
    for (int shift = coarse - 20; shift <= coarse + 20; shift++) {
      double correlation = correlation(phone, mcu, start + shift * 100.0);
      if (correlation > highest) {
        highest = correlation;
        best = shift;
      }
    }
    double before = correlation(phone, mcu, start + (best - 1) * 100.0);
    double after = correlation(phone, mcu, start + (best + 1) * 100.0);
    double vertex = 0.5 * (before - after) / (before - 2 * highest + after);
    assertThat(highest).isGreaterThan(0.99);
    return start + (best + vertex) * 100.0;
  }

  /** Correlation of the angular speeds where both are known. */
  private static double correlation(List<Sample> phone, List<Sample> mcu, double offset) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    int n = 0;
    int at = 0;
    for (Sample sample : mcu) {
      double time = sample.time() + offset;
      while (at + 1 < phone.size() && phone.get(at + 1).time() <= time) {
        at++;
      }
      if (phone.get(at).time() <= time && at + 1 < phone.size()) {
        Sample left = phone.get(at);
        Sample right = phone.get(at + 1);
        double share = (time - left.time()) / (right.time() - left.time());
        double other = left.speed() + share * (right.speed() - left.speed());
        sx += sample.speed();
        sy += other;
        sxx += sample.speed() * sample.speed();
        syy += other * other;
        sxy += sample.speed() * other;
        n++;
      }
    }
    return n < 500
        ? -1
        : (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  }
}
