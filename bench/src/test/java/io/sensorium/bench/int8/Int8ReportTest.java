package io.sensorium.bench.int8;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.int8.Contest.Result;
import io.sensorium.bench.int8.Contest.Round;
import io.sensorium.bench.workload.Net;
import io.sensorium.model.evaluate.metric.McNemar;
import io.sensorium.model.evaluate.metric.Share;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Int8ReportTest {
  private static Result result(Net net, int right, int rightOn8Bits, double... int8Ms) {
    List<Round> rounds = Arrays.stream(int8Ms).mapToObj(ms -> new Round(12, ms)).toList();
    return new Result(
        net,
        40_000_000,
        10_000_000,
        rounds,
        new Share(right, 1000),
        new Share(rightOn8Bits, 1000),
        new McNemar(right - rightOn8Bits + 2, 2));
  }

  @Test
  void the_bar_wants_both_the_time_and_the_accuracy() {
    String text =
        new Int8Report(
                List.of(
                    result(Net.RESNET18, 900, 895, 3, 4, 6),
                    result(Net.MOBILENET, 900, 885, 3, 4, 6),
                    result(Net.TRANSFORMER, 900, 900, 5, 5, 5)),
                600,
                40)
            .markdown();

    assertThat(text)
        .contains("| 40.0 | 10.0 | 12.00 | 4.00 | 3.00 (2.00 to 4.00) |")
        .contains("| 0.50 | 0.18 | 3.0: met |")
        .contains("| 1.50 | 0.00073 | 2.5: missed |")
        .contains("| 0.00 | 1.0 | 2.5: missed |");
  }
}
