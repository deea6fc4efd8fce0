package io.sensorium.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerReportTest {
  private static WorkerStanding standing(PredictorKind kind, Verdict verdict, double... rates) {
    List<WorkerRound> rounds =
        java.util.Arrays.stream(rates)
            .mapToObj(rate -> new WorkerRound(rate, 10, 2, 1 << 20, 2 << 20, verdict))
            .toList();
    return new WorkerStanding(kind, rounds, null);
  }

  @Test
  void ratios_are_those_of_medians_and_a_contender_that_failed_says_why() {
    Verdict clean = new Verdict(100, 0, 0, 0);

    String text =
        new WorkerReport(
                "Net, fp32",
                8,
                100,
                List.of(
                    standing(PredictorKind.WORKER, clean, 70, 90, 80),
                    standing(PredictorKind.STREAMS, clean, 20, 40, 40),
                    new WorkerStanding(PredictorKind.CONSUMER_LOOP, List.of(), "out of memory"),
                    standing(PredictorKind.BARE, null, 100, 100, 100)))
            .markdown();

    assertThat(text)
        .contains("100 events, batches of 8")
        .contains(
            "| worker, exactly-once | 80 | 70 | 90 | 0.80 | 1.00 | 10.0 | 2.0 | 1 | 2 | 100 |")
        .contains("| Kafka Streams, per record | 40 | 20 | 40 | 0.40 | 2.00 |")
        .contains("(out: out of memory)")
        .contains("| bare ONNX Runtime loop | 100 | 100 | 100 | 1.00 | 0.80 |");
  }
}
