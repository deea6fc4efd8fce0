package io.sensorium.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.predictor.BareModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NetTest {
  private static final int SOME = 8;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Net.class,
      names = {"MLP", "TRANSFORMER"})
  void scores_add_up_and_8_bits_say_about_the_same_as_floats(Net net) throws Exception {
    List<float[]> floats = scores(net, false, 1);
    List<float[]> bytes = scores(net, true, 1);

    for (int i = 0; i < SOME; i++) {
      float sum = 0;
      for (float score : floats.get(i)) {
        sum += score;
      }
      assertThat(sum).isBetween(0.999f, 1.001f);
      assertThat(furthest(floats.get(i), bytes.get(i))).isLessThan(0.1);
    }
    assertThat(furthest(floats.get(0), floats.get(1))).isGreaterThan(1e-3);
  }

  @Test
  void a_row_has_the_same_scores_alone_and_in_a_batch() throws Exception {
    List<float[]> alone = scores(Net.MLP, true, 1);
    List<float[]> together = scores(Net.MLP, true, SOME);

    for (int i = 0; i < SOME; i++) {
      assertThat(furthest(alone.get(i), together.get(i))).isLessThan(1e-5);
    }
  }

  private List<float[]> scores(Net net, boolean int8, int batch) throws Exception {
    Payloads payloads = new Payloads(net);
    EventRows events = new EventRows();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < SOME; i++) {
      rows.add(events.row(net, payloads.event("site", i, Instant.EPOCH)));
    }
    ModelFolder files =
        ModelFolder.write(folder.resolve(net + "-" + int8 + "-" + batch), net, int8, rows);
    List<float[]> scores = new ArrayList<>();
    try (BareModel model = BareModel.load(files.model(), net.rowSize(), net.scores(), batch)) {
      for (int i = 0; i < SOME; i += batch) {
        model.values().clear();
        for (int row = 0; row < batch; row++) {
          model.values().put(rows.get(i + row));
        }
        model.run(batch);
        for (int row = 0; row < batch; row++) {
          scores.add(model.scores(row));
        }
      }
    }
    return scores;
  }

  private static double furthest(float[] some, float[] others) {
    double furthest = 0;
    for (int i = 0; i < some.length; i++) {
      furthest = Math.max(furthest, Math.abs(some[i] - others[i]));
    }
    return furthest;
  }
}
