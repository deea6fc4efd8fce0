package io.sensorium.bench.int8;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.workload.Net;
import io.sensorium.deploy.scenario.SimulatedScenes;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelledRowsTest {
  private static final SimulatedScenes SOURCE = SimulatedScenes.of("smart-home");

  @Test
  void words_have_the_same_ids_in_lessons_and_exam_and_fill_the_row() {
    List<LabelledRows> parts = LabelledRows.of(Net.TRANSFORMER, SOURCE, 40, 20);

    assertThat(parts.get(0).count()).isEqualTo(40);
    assertThat(parts.get(1).count()).isEqualTo(20);
    var ids = new HashSet<Float>();
    for (float id : parts.get(0).row(0)) {
      assertThat(id).isGreaterThanOrEqualTo(2);
      ids.add(id);
    }
    assertThat(ids).hasSizeBetween(2, 32);
    assertThat(parts.get(1).row(0)).hasSize(64).doesNotContain(0, 1);
    assertThat(new HashSet<>(parts.get(0).targets())).hasSizeGreaterThan(1);
  }

  @Test
  void frames_become_rows_of_the_networks_size_with_what_they_show() {
    LabelledRows lessons = LabelledRows.of(Net.MOBILENET, SOURCE, 20, 1).get(0);

    assertThat(lessons.row(3)).hasSize(Net.MOBILENET.rowSize());
    assertThat(lessons.row(3)).isEqualTo(lessons.row(3));
    assertThat(lessons.targets()).allMatch(t -> t >= 0 && t < SOURCE.views().size());
    assertThat(new HashSet<>(lessons.targets())).hasSizeGreaterThan(1);
  }
}
