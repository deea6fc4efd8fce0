package io.sensorium.model.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationTest {
  private static final int SIDE = 8;
  private static final int COUNT = 200;
  private static final Blueprint SMALL = new Blueprint(Family.PLAIN, 8, 1);

  @Test
  void slopesOfTheLossAreThoseThatDifferencesShow() {
    Network network = new Network(List.of(new Dense(2, 3)), new SplittableRandom(3));
    Material material =
        new Material(
            new MapShape(1, 1, 2),
            false,
            List.of(new float[] {0.3f, -0.8f}, new float[] {0.9f, 0.1f}),
            List.of(new float[] {2, -1, 0.5f}, new float[] {-1, 3, 0}),
            List.of(2, Material.UNKNOWN),
            false);
    SoftLoss loss = new SoftLoss(material, List.of(0, 1), 3, 0.6);
    Pass pass = network.pass(1);
    for (int index = 0; index < 2; index++) {
      float[] gradients = new float[network.parameters().length];
      loss(network, pass, material, loss, index);
      pass.backward(gradients);
      for (int p = 0; p < gradients.length; p++) {
        float before = network.parameters()[p];
        network.parameters()[p] = before + 1e-3f;
        double above = loss(network, pass, material, loss, index);
        network.parameters()[p] = before - 1e-3f;
        double below = loss(network, pass, material, loss, index);
        network.parameters()[p] = before;
        assertThat((double) gradients[p]).isCloseTo((above - below) / 2e-3, within(2e-3));
      }
    }
  }

  @Test
  void whoeverSaysTheSameHasNoLossBeyondThatOfTheLabel() {
    Network network = new Network(List.of(new Dense(1, 2)), new SplittableRandom(3));
    System.arraycopy(new float[] {0, 0, 1, 2}, 0, network.parameters(), 0, 4);
    Material material =
        new Material(
            new MapShape(1, 1, 1),
            false,
            List.of(new float[] {1}),
            List.of(new float[] {1, 2}),
            List.of(1),
            false);
    Pass pass = network.pass(1);

    assertThat(loss(network, pass, material, new SoftLoss(material, List.of(0), 5, 1), 0))
        .isCloseTo(0, within(1e-9));
    assertThat(loss(network, pass, material, new SoftLoss(material, List.of(0), 5, 0), 0))
        .isCloseTo(Math.log(1 + Math.exp(-1)), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStudentLearnsWhatTheTeacherSaysAndStandsInForIt(boolean probabilities) throws Exception {
    ModelProto model = teacher(probabilities);
    Teacher teacher = Teacher.of("teacher", model.getGraph());
    Material material = material(model, Collections.nCopies(COUNT, Material.UNKNOWN));
    Student student = taught(material, new Teaching(2, 1, 16, 5), 2);

    Comparison comparison = Comparison.of(student.network(), material, split().test());
    assertThat(material.probabilities()).isEqualTo(probabilities);
    assertThat(comparison.agreement().value()).isGreaterThan(0.9);
    assertThat(comparison.labelled()).isFalse();
    ModelProto written = StudentExport.of(student.network(), teacher, material);
    assertThat(Teacher.of("student", written.getGraph())).isEqualTo(teacher);
    try (OnnxModel exported = OnnxModel.open(written.toByteArray())) {
      assertThat(
              StudentExport.parity(exported, student.network(), teacher, material, split().test())
                  .required()
                  .difference())
          .isLessThan(1e-4);
    }
    assertThat(taught(material, new Teaching(2, 1, 16, 5), 1).network().parameters())
        .isEqualTo(student.network().parameters());
  }

  @Test
  void labelsAloneAreLearnedFromWhereTheyAre() throws Exception {
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      targets.add(i % 2 == 0 ? Material.UNKNOWN : 1 - i / 2 % 2);
    }
    Material material = material(teacher(false), targets);

    Student student = taught(material, new Teaching(2, 0, 12, 5), 2);

    // The labels contradict the teacher.
    Comparison comparison = Comparison.of(student.network(), material, split().test());
    assertThat(comparison.student().value()).isGreaterThan(0.9);
    assertThat(comparison.teacher().value()).isLessThan(0.1);
    assertThat(comparison.agreement().value()).isLessThan(0.1);
  }

  @Test
  void whatIsNoClassifierOfMapsIsRefused() {
    OnnxGraph graph = new OnnxGraph("two");
    graph.input("a", 3);
    graph.output("a", "b", 3);
    assertThatThrownBy(() -> Teacher.of("two.onnx", graph.build().getGraph()))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("two.onnx: expected one float input");
  }

  /** One NaN would make all parameters NaN. */
  @Test
  void whatIsNoNumberIsRefused() throws Exception {
    List<float[]> rows = new ArrayList<>(List.of(new float[64], new float[64]));
    rows.get(1)[5] = Float.NaN;
    assertThatThrownBy(() -> gathered(teacher(false), given(rows, 2)))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("sample 1: expected finite numbers");

    OnnxGraph graph = new OnnxGraph("teacher");
    String flat = graph.add("Flatten", List.of(graph.input("picture", 1, SIDE, SIDE)));
    graph.output(graph.add("Log", List.of(flat)), "side", 64);
    assertThatThrownBy(() -> gathered(graph.build(), given(List.of(new float[64]), 1)))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("what the teacher says of sample 0: expected finite numbers");
  }

  @Test
  void moreSamplesThanMemoryIsMeantForAreRefusedBeforeTheyAreRead() {
    assertThatThrownBy(() -> gathered(teacher(false), given(List.of(new float[64]), 4_000_001)))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("--max-samples: expected at most 4,000,000 samples of 64 values");
  }

  @Test
  void unlabelledTwinsOfLabelledSamplesAreLeftOut() {
    Material material =
        new Material(
            new MapShape(1, 1, 2),
            false,
            List.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {1, 2}),
            List.of(new float[] {0, 1}, new float[] {2, 3}, new float[] {0, 1}),
            List.of(Material.UNKNOWN, Material.UNKNOWN, 1),
            false);

    Material kept = material.withoutTwins();

    assertThat(kept.rows()).containsExactly(new float[] {3, 4}, new float[] {1, 2});
    assertThat(kept.scores()).containsExactly(new float[] {2, 3}, new float[] {0, 1});
    assertThat(kept.targets()).containsExactly(Material.UNKNOWN, 1);
  }

  @Test
  void tooFewSamplesAreRefused() throws Exception {
    Material material = material(teacher(false), Collections.nCopies(COUNT, Material.UNKNOWN));
    assertThatThrownBy(() -> new Distillation(material, Split.drawn(5, 15, 15, 1), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 5, 0 and 0");
  }

  private static Student taught(Material material, Teaching teaching, int threads)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new Distillation(material, split(), pool).teach(SMALL, teaching, line -> {});
    } finally {
      pool.shutdownNow();
    }
  }

  private static Split split() {
    return Split.drawn(COUNT, 15, 20, 2);
  }

  private static double loss(
      Network network, Pass pass, Material material, SoftLoss loss, int index) {
    pass.set(0, material.rows().get(index), 1);
    pass.forward(network.units().size());
    return loss.slopes(pass, network, 0, index);
  }

  /** Says whether the left half or the right half is brighter. */
  private static ModelProto teacher(boolean probabilities) {
    float[] weights = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      weights[2 * i + (i % SIDE < SIDE / 2 ? 0 : 1)] = 1;
    }
    OnnxGraph graph = new OnnxGraph("teacher");
    String flat = graph.add("Flatten", List.of(graph.input("picture", 1, SIDE, SIDE)));
    String halves = graph.constant(Tensors.floats("halves", weights, SIDE * SIDE, 2));
    String scores = graph.add("MatMul", List.of(flat, halves));
    graph.output(probabilities ? graph.add("Softmax", List.of(scores)) : scores, "side", 2);
    return graph.build();
  }

  private static Material material(ModelProto model, List<Integer> targets) throws Exception {
    Samples samples =
        new Samples() {
          @Override
          public int count() {
            return COUNT;
          }

          @Override
          public Map<String, Numbers> at(int place) {
            SplittableRandom random = new SplittableRandom(place);
            float[] values = new float[SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
              boolean left = i % SIDE < SIDE / 2;
              boolean bright = left == (place / 2 % 2 == 0);
              values[i] = (float) random.nextDouble() * (bright ? 1 : 0.3f);
            }
            return Map.of("picture", Numbers.of(values, List.of(1L, 1L, 8L, 8L)));
          }
        };
    return gathered(model, samples, targets);
  }

  /** Samples of these rows, of which there are said to be so many. */
  private static Samples given(List<float[]> rows, int count) {
    return new Samples() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public Map<String, Numbers> at(int place) {
        return Map.of("picture", Numbers.of(rows.get(place), List.of(1L, 1L, 8L, 8L)));
      }
    };
  }

  private static Material gathered(ModelProto model, Samples samples) throws Exception {
    return gathered(model, samples, Collections.nCopies(samples.count(), Material.UNKNOWN));
  }

  private static Material gathered(ModelProto model, Samples samples, List<Integer> targets)
      throws Exception {
    try (OnnxModel runner = OnnxModel.open(model.toByteArray())) {
      return Material.gather(
          Teacher.of("teacher", model.getGraph()), runner, samples, targets, line -> {});
    }
  }
}
