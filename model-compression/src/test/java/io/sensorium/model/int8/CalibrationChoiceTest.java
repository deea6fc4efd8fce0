package io.sensorium.model.int8;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.RowSamples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationChoiceTest {
  private final SplittableRandom random = new SplittableRandom(9);

  @Test
  void theOneThatKeepsMostIsTakenAndAllAreTold() {
    // given a layer whose inputs are small, but for one value in thousands
    OnnxGraph graph = new OnnxGraph("layer");
    String x = graph.input("x", 64);
    String weights = graph.constant(Tensors.floats("w", values(64 * 4, 0), 64, 4));
    graph.output(graph.add("Gemm", List.of(x, weights)), "y", 4);
    ModelProto floats = graph.build();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(values(64, i == 7 ? 300 : 0));
    }
    RowSamples samples = new RowSamples("x", rows);
    List<Calibration> calibrations = List.of(Calibration.MIN_MAX, Calibration.percentile(0.999));

    CalibrationChoice choice =
        CalibrationChoice.of(
            floats,
            samples,
            calibrations,
            StaticSettings.DEFAULT,
            model -> new Likeness(new FloatAnswers(model, OnnxModel::of, samples, Set.of("y"), 40)),
            line -> {});

    assertThat(choice.best()).isSameAs(calibrations.get(1));
    assertThat(choice.tried())
        .extracting(t -> t.calibration().name())
        .containsExactly("min-max", "percentile");
    assertThat(choice.tried().get(1).quality()).isGreaterThan(choice.tried().get(0).quality());
  }

  private float[] values(int size, float outlier) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i == 0 && outlier > 0 ? outlier : (float) random.nextGaussian();
    }
    return values;
  }
}
