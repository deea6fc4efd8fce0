package io.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private final Contest.Result ours = new Contest.Result("ours", List.of(80.0, 90.0, 100.0));
  private final Contest.Result limit = new Contest.Result("limit", List.of(100.0, 120.0, 110.0));
  private final Report report =
      new Report("Title", "events", "limit", List.of(ours, limit), List.of("Note."), 2, "17");

  @Test
  void the_ratio_is_that_of_the_medians() {
    assertThat(report.ratio(ours)).isEqualTo(90.0 / 110.0);
  }

  @Test
  void the_table_tells_the_machine_every_contender_and_the_notes() {
    assertThat(report.table())
        .contains("2 cores, JDK 17", "events/s", "Note.")
        .containsPattern("ours +90 +80 +100 +0.82")
        .containsPattern("limit +110 +100 +120 +1.00");
  }
}
