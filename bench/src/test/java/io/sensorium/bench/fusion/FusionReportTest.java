package io.sensorium.bench.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.bench.truth.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FusionReportTest {
  private final FusionReport report =
      new FusionReport(
          "1,000 events",
          List.of(
              new Standing(
                  ContenderKind.FUSION_EXACTLY_ONCE,
                  List.of(
                      new Round(
                          1_000,
                          90,
                          12.34,
                          5.6,
                          100,
                          50,
                          64 << 20,
                          128 << 20,
                          690,
                          new Verdict(700, 680, 690, 4, 6))),
                  new Latency(10, 60, 110),
                  null),
              new Standing(ContenderKind.FLINK, List.of(), null, "out of memory"),
              new Standing(
                  ContenderKind.STREAMS_READER,
                  List.of(new Round(900, 100, 8, 3, 0, -1, 32 << 20, 64 << 20, 0, null)),
                  null,
                  null)),
          1_000,
          10_000,
          List.of("A note."),
          "2 cores");

  @Test
  void every_figure_has_its_column() {
    assertThat(report.markdown())
        .contains("### 1,000 events")
        .contains(
            "| fusion, exactly-once | 90 | 90 | 90 | 0.90 | 12.3 | 5.6 | 0.0150 | 64 | 128 | 60 | 110 | 690 of 700 | 680 | 6 | 690 |")
        .contains(
            "| Kafka Streams that only reads (stood still at 900 events) | 100 | 100 | 100 | 1.00 | 8.0 | 3.0 | 0.0000 | 32 | 64 |")
        .contains("- A note.")
        .contains("- Flink interval join: 2.2.1");
  }

  @Test
  void who_failed_stands_there_with_the_reason_and_as_many_cells() {
    List<String> rows = report.markdown().lines().filter(row -> row.startsWith("|")).toList();

    assertThat(rows)
        .anyMatch(row -> row.startsWith("| Flink interval join (out: out of memory) |"));
    assertThat(rows).extracting(row -> row.split("\\|", -1).length).containsOnly(18);
  }

  @Test
  void every_round_is_in_the_file() {
    JsonNode json = new ObjectMapper().valueToTree(report.json());

    JsonNode ours = json.get("results").get(0);
    assertThat(ours.get("kind").asText()).isEqualTo("FUSION_EXACTLY_ONCE");
    assertThat(ours.get("rounds").get(0).get("verdict").get("chosen").asLong()).isEqualTo(690);
  }
}
