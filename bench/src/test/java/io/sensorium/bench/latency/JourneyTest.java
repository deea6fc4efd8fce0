package io.sensorium.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JourneyTest {
  private final Journey journey =
      new Journey(1_000, 51_000, 10_000, 80_000, 95_000, 4_000, 3_000, 20_000);

  @Test
  void the_parts_of_the_way_make_the_whole() {
    double sum = 0;
    for (Journey.Stage stage :
        List.of(
            Journey.Stage.MOMENT,
            Journey.Stage.READ,
            Journey.Stage.FEATURES,
            Journey.Stage.QUEUE,
            Journey.Stage.COMPUTE,
            Journey.Stage.COMMIT)) {
      sum += stage.ms(journey);
    }

    assertThat(sum).isEqualTo(Journey.Stage.WHOLE.ms(journey)).isEqualTo(94);
  }

  @Test
  void what_is_beyond_leaves_out_alignments_wait_and_the_model() {
    assertThat(Journey.Stage.BEYOND.ms(journey)).isEqualTo(64);
    assertThat(Journey.Stage.WORKER.ms(journey)).isEqualTo(24);
  }

  @Test
  void a_report_sets_the_load_beside_raw_hops() {
    Level level = new Level(0.5, 100, 2, List.of(journey), new double[] {16});

    String text =
        new LatencyReport("Net", 200, 250, List.of(level), new double[] {4}, new double[] {40})
            .markdown();

    assertThat(text)
        .contains("| beyond, to three raw hops | 4.0 × | 4.0 × |")
        .contains("Without a prediction: [1] of the events");
  }
}
