package io.sensorium.model.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.distil.Distillation;
import io.sensorium.model.distil.Material;
import io.sensorium.model.distil.Teacher;
import io.sensorium.model.distil.Teaching;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ArchitectureSearchTest {
  private static final List<Blueprint> BLUEPRINTS =
      List.of(
          new Blueprint(Family.PLAIN, 8, 1),
          new Blueprint(Family.MBCONV, 8, 1),
          new Blueprint(Family.RESIDUAL, 8, 1));

  @Test
  void findsOneWithinTheBudgetBySeedAlone() throws Exception {
    Found found = search(1e9);
    Found again = search(1e9);

    assertThat(found.candidates()).allMatch(Candidate::within);
    assertThat(found.candidates()).anyMatch(c -> c.blueprint().equals(found.best()));
    assertThat(found.candidates().stream().map(Candidate::rounds).toList())
        .isEqualTo(again.candidates().stream().map(Candidate::rounds).toList());
    assertThat(again.best()).isEqualTo(found.best());
  }

  @Test
  void saysHowFastTheFastestIsWhereNoneIsFastEnough() {
    assertThatThrownBy(() -> search(1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a candidate of at most 0 us")
        .hasMessageContaining("for the fastest");
  }

  private static Found search(double budgetMicros) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Distillation distillation = new Distillation(material(), Split.drawn(80, 20, 20, 1), threads);
      return new ArchitectureSearch(
              distillation, new Teacher("x", "y"), new Teaching(2, 1, 4, 1), OnnxModel::of, l -> {})
          .run(BLUEPRINTS, budgetMicros);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Material material() {
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> rows = new ArrayList<>();
    List<float[]> scores = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      float[] row = new float[64];
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) random.nextDouble() + (i % 2);
      }
      rows.add(row);
      scores.add(new float[] {i % 2, 1 - i % 2});
    }
    return new Material(
        new MapShape(1, 8, 8),
        false,
        rows,
        scores,
        Collections.nCopies(80, Material.UNKNOWN),
        false);
  }
}
