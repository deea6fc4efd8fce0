package io.sensorium.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.formula.Formula;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Formed;
import io.sensorium.model.network.Network;
import io.sensorium.model.onnx.OnnxModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FusionHeadTest {
  private static final int WIDTH = 8;
  private static final int CLASSES = 4;
  private static final float[] WORTH = {0.5f, 0.75f, 1f};

  @ParameterizedTest
  @EnumSource(FusionHead.class)
  void backwardGivesTheSlopesThatDifferencesShow(FusionHead head) {
    Formula formula = head.formula(3, WIDTH, CLASSES, WORTH);
    float[] parameters = parameters(formula);
    float[] example = example(1, 1, 1);
    float[] weights = {0.5f, -1f, 0.75f, 0.25f};
    float[] v = new float[formula.size()];
    float[] gradients = new float[parameters.length];
    formula.forward(parameters, 0, example, v);

    formula.backward(0, v, weights, new float[formula.size()], gradients);

    for (int p = 0; p < parameters.length; p += 1 + parameters.length / 200) {
      float before = parameters[p];
      parameters[p] = before + 1e-3f;
      double above = weighted(formula, parameters, example, weights);
      parameters[p] = before - 1e-3f;
      double below = weighted(formula, parameters, example, weights);
      parameters[p] = before;
      assertThat((double) gradients[p]).isCloseTo((above - below) / 2e-3, within(2e-2));
    }
  }

  @ParameterizedTest
  @EnumSource(FusionHead.class)
  void onnxRuntimeGivesTheSameScoresForEveryMask(FusionHead head) throws Exception {
    Formula formula = head.formula(3, WIDTH, CLASSES, WORTH);
    Network network = new Network(List.of(new Formed(formula)), new SplittableRandom(3));
    OnnxGraph graph = new OnnxGraph(head.key());
    graph.input("x", formula.inputs());
    graph.output(new NetworkExport(graph, network).write("x", 1), "y", CLASSES);
    try (OnnxModel model = OnnxModel.open(graph.build().toByteArray())) {
      for (int kept = 1; kept < 8; kept++) {
        float[] example = example(kept & 1, kept >> 1 & 1, kept >> 2 & 1);
        float[] v = new float[formula.size()];
        formula.forward(network.parameters(), 0, example, v);

        float[] scores = model.run(Map.of("x", example)).get("y");

        for (int c = 0; c < CLASSES; c++) {
          assertThat(scores[c]).isCloseTo(v[formula.result().at() + c], within(1e-5f));
        }
      }
    }
  }

  private static double weighted(
      Formula formula, float[] parameters, float[] example, float[] weights) {
    float[] v = new float[formula.size()];
    formula.forward(parameters, 0, example, v);
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      sum += weights[c] * v[formula.result().at() + c];
    }
    return sum;
  }

  private static float[] parameters(Formula formula) {
    float[] parameters = new float[formula.parameters()];
    formula.initialise(parameters, 0, new SplittableRandom(5));
    return parameters;
  }

  private static float[] example(int... mask) {
    SplittableRandom random = new SplittableRandom(7);
    float[] example = new float[3 * WIDTH + 3];
    for (int sense = 0; sense < 3; sense++) {
      for (int i = 0; i < WIDTH; i++) {
        example[sense * WIDTH + i] = (float) random.nextDouble(0, 1) * mask[sense];
      }
      example[3 * WIDTH + sense] = mask[sense];
    }
    return example;
  }
}
