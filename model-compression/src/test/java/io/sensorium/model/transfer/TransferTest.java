package io.sensorium.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Network;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTest {
  private static final List<String> LABELS = List.of("dark", "grey", "bright");
  private static final int COUNT = 90;

  /** Pictures of three brightnesses. */
  private static final Samples PICTURES =
      new Samples() {
        @Override
        public int count() {
          return COUNT;
        }

        @Override
        public Map<String, Numbers> at(int place) {
          SplittableRandom random = new SplittableRandom(place);
          float[] values = new float[64];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (place % 3 + 0.5 * random.nextDouble());
          }
          return Map.of("x", Numbers.of(values, List.of(1L, 1L, 8L, 8L)));
        }
      };

  @ParameterizedTest
  @CsvSource({"'', 0", "'', 6", "maps, 0"})
  void aNewHeadLearnsOnWhatTheBodySays(String where, int hidden) throws Exception {
    ModelProto model = model();
    Body body = Body.of(model, GraphValues.of(model), where.equals("maps") ? maps(model) : "");
    Embeddings all = embed(body);
    TransferSplit split = TransferSplit.drawn(all, true, 4);

    HeadTraining.Head head = taught(split, hidden, 2);

    ConfusionMatrix confusion = HeadTraining.examine(head.network(), split.test(), LABELS);
    assertThat(confusion.accuracy().trials()).isEqualTo(18);
    assertThat(confusion.accuracy().value()).isGreaterThan(0.9);
    assertThat(split.majority().successes()).isEqualTo(6);
    assertThat(taught(split, hidden, 1).network().parameters())
        .isEqualTo(head.network().parameters());
    ModelProto whole = NewHead.on(body, head.network());
    assertThat(whole.getGraph().getOutputList()).hasSize(1);
    try (OnnxModel runner = OnnxModel.open(whole.toByteArray())) {
      for (int i = 0; i < 5; i++) {
        float[] own = HeadTraining.scores(head.network(), all.rows().get(i));
        float[] found = runner.answer(PICTURES.at(i)).values().iterator().next().values();
        assertThat(found).hasSize(3);
        for (int c = 0; c < 3; c++) {
          assertThat(found[c]).isCloseTo(own[c], within(1e-4f));
        }
      }
    }
  }

  @Test
  void theBodyHoldsNothingThatItDoesNotNeed() throws Exception {
    ModelProto model = model();
    Body body = Body.of(model, GraphValues.of(model), maps(model));

    assertThat(body.model().getGraph().getInitializerCount())
        .isLessThan(model.getGraph().getInitializerCount());
    assertThat(body.model().getGraph().getNodeList()).noneMatch(n -> n.getOpType().equals("Gemm"));
  }

  @Test
  void aTensorThatIsNotThereIsRefused() throws Exception {
    ModelProto model = model();
    assertThatThrownBy(() -> Body.of(model, GraphValues.of(model), "nowhere"))
        .isInstanceOf(UnfitModelException.class)
        .hasMessageContaining("found 'nowhere', which is no tensor of the model")
        .hasMessageContaining("Name one of [scores, Gemm");
  }

  @Test
  void classesWithTooFewSamplesAreRefused() {
    List<float[]> rows = List.of(new float[1], new float[1], new float[1], new float[1]);
    Embeddings few = new Embeddings(rows, List.of(0, 0, 0, 1));
    assertThatThrownBy(() -> TransferSplit.drawn(few, true, 1))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("expected at least 3 samples of each class, found 1 of one");
  }

  private static HeadTraining.Head taught(TransferSplit split, int hidden, int threads)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new HeadTraining(hidden, 60, 1)
          .teach(split.training(), split.validation(), LABELS.size(), pool, line -> {});
    } finally {
      pool.shutdownNow();
    }
  }

  private static Embeddings embed(Body body) throws Exception {
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      targets.add(i % 3);
    }
    try (OnnxModel runner = OnnxModel.open(body.model().toByteArray())) {
      return Embeddings.of(body, runner, PICTURES, targets);
    }
  }

  /** What the last convolution gives. */
  private static String maps(ModelProto model) {
    return model.getGraph().getNodeList().stream()
        .filter(n -> n.getOpType().equals("Relu"))
        .reduce((first, second) -> second)
        .orElseThrow()
        .getOutput(0);
  }

  /** Not trained at all: what it says still tells pictures apart. */
  private static ModelProto model() {
    Network network =
        new Network(
            new Blueprint(Family.PLAIN, 8, 1).units(new MapShape(1, 8, 8), 5),
            new SplittableRandom(1));
    OnnxGraph graph = new OnnxGraph("model");
    graph.input("x", 1, 8, 8);
    graph.output(new NetworkExport(graph, network).write("x", network.units().size()), "scores", 5);
    return graph.build();
  }
}
