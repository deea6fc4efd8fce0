package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.LeftOutBy;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.Repository;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two encoders that give their two numbers, and heads that add them up. */
final class ContributionsTest {
  private static final String HEAD =
      """
      pipeline: sum
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
        words: { modality: text, match: latest, lookback: 1s }
      inference:
        contributions: leave-one-out
        steps:
          hear: { model: hear, tensors: { wave: { input: sound } } }
          read: { model: read, tensors: { ids: { input: words } } }
          head:
            model: head
            tensors:
              a: { step: hear, output: scores }
              b: { step: read, output: scores }
        prediction: { step: head, output: sum }
      """;

  private static final String EARLY_EXIT =
      HEAD.replace(
          "  prediction: { step: head, output: sum }",
          """
              far:
                model: masked
                when: { step: head, output: sum, max-below: 0.7 }
                tensors:
                  a: { step: hear, output: scores }
                  b: { step: read, output: scores }
                  mask: { presence: [sound, words] }
            prediction: [ { step: far, output: sum }, { step: head, output: sum } ]
          """);

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new Repository(folder)
        .listener("hear", 2, "", "x", "y")
        .reader("read", "x", "y")
        .add("head", sum(), "{ task: classification, labels: labels.txt }", "x", "y")
        .add("masked", masked(), "{ task: classification, labels: labels.txt }", "x", "y");
  }

  private static TinyModel sum() {
    return new TinyModel()
        .input("a", TinyModel.FLOAT, -1, 2)
        .input("b", TinyModel.FLOAT, -1, 2)
        .node("Add", List.of("a", "b"), "sum")
        .output("sum", TinyModel.FLOAT, -1, 2);
  }

  /** The same, and the mask besides. */
  private static TinyModel masked() {
    return new TinyModel()
        .input("a", TinyModel.FLOAT, -1, 2)
        .input("b", TinyModel.FLOAT, -1, 2)
        .input("mask", TinyModel.FLOAT, -1, 2)
        .constant("small", List.of(0.0625f), 1)
        .node("Add", List.of("a", "b"), "both")
        .node("Mul", List.of("mask", "small"), "little")
        .node("Add", List.of("both", "little"), "sum")
        .output("sum", TinyModel.FLOAT, -1, 2);
  }

  @Test
  void withoutAMaskAnEmbeddingIsReplacedByZerosAndThatIsSaid() throws Exception {
    try (InferenceGraph graph = open(HEAD, runtime())) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.5f, 0.25f, "w2 w3"));

      assertThat(outcome.leftOutBy()).isEqualTo(LeftOutBy.ZEROS);
      assertThat(contributions(outcome).get("sound")).isCloseTo(0.5f, within(1e-6f));
      assertThat(contributions(outcome).get("words")).isCloseTo(0.2f, within(1e-6f));
    }
  }

  @Test
  void nothingIsLeftOutWhereOnlyZerosWouldRemain() throws Exception {
    try (InferenceGraph graph = open(HEAD, runtime())) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.5f, 0.25f, null));

      assertThat(outcome.leftOutBy()).isNull();
      assertThat(contributions(outcome)).containsEntry("sound", null);
    }
  }

  @Test
  void aMaskIsUsedWhereThereIsOne() throws Exception {
    // given: a sum of 0.6, which is below 0.7
    try (InferenceGraph graph = open(EARLY_EXIT, runtime())) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.4f, 0f, "w2"));

      assertThat(outcome.model().getName()).isEqualTo("masked");
      assertThat(outcome.leftOutBy()).isEqualTo(LeftOutBy.MASK);
      // The mask of sound is the first number's: 1/16 of it is gone besides.
      assertThat(contributions(outcome).get("sound")).isCloseTo(0.4625f, within(1e-6f));
      assertThat(contributions(outcome).get("words")).isCloseTo(0.2f, within(1e-6f));
    }
  }

  @Test
  void anEarlyExitIsExplainedByTheModelThatItComesFrom() throws Exception {
    WatchedRuntime runtime = runtime();
    try (InferenceGraph graph = open(EARLY_EXIT, runtime)) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.6f, 0f, "w3"));

      assertThat(outcome.model().getName()).isEqualTo("head");
      assertThat(outcome.leftOutBy()).isEqualTo(LeftOutBy.ZEROS);
      assertThat(contributions(outcome).get("sound")).isCloseTo(0.6f, within(1e-6f));
      assertThat(contributions(outcome).get("words")).isCloseTo(0.3f, within(1e-6f));
      assertThat(runtime.runs("masked")).isZero();
      assertThat(runtime.runs("head")).isEqualTo(1);
    }
  }

  @Test
  void whatIsSwitchedOffCostsNothing() throws Exception {
    WatchedRuntime runtime = runtime();
    String off = HEAD.replace("contributions: leave-one-out", "contributions: none");
    try (InferenceGraph graph = open(off, runtime)) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.5f, 0.25f, "w2"));

      assertThat(outcome.leftOutBy()).isNull();
      assertThat(contributions(outcome)).containsEntry("sound", null).containsEntry("words", null);
      assertThat(runtime.rows("head")).isEqualTo(1);
    }
  }

  @Test
  void ofSomeTheSameMomentsAreExplainedHoweverOftenTheyCome() throws Exception {
    String some = HEAD.replace("contributions: leave-one-out", "contributions: { every: 4 }");
    Map<Integer, LeftOutBy> first = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      try (InferenceGraph graph = open(some, runtime())) {
        int explained = 0;
        for (int i = 1; i <= 400; i++) {
          LeftOutBy by = predicted(graph, moment(i, 0.5f, 0.25f, "w2")).leftOutBy();
          explained += by == null ? 0 : 1;
          assertThat(by).isEqualTo(round == 0 ? by : first.get(i));
          first.put(i, by);
        }
        assertThat(explained).isBetween(60, 140);
      }
    }
  }

  private static MomentPayloads moment(int ms, float x, float y, String text) {
    long us = ms * 2_000L;
    InputPayload sound = Moments.sound("sound", Moments.chunk("mic", us, 1_000, x, y));
    return text == null
        ? Moments.moment("home", us, sound)
        : Moments.moment("home", us, sound, Moments.words("words", us, text));
  }

  private static Map<String, Float> contributions(Outcome.Predicted outcome) {
    Map<String, Float> contributions = new HashMap<>();
    outcome.inputs().forEach(input -> contributions.put(input.getName(), input.getContribution()));
    return contributions;
  }

  private static WatchedRuntime runtime() {
    return new WatchedRuntime(cpu(), 1);
  }

  private InferenceGraph open(String yaml, WatchedRuntime runtime) {
    Pipeline pipeline = Pipeline.parse("sum", yaml);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        GraphSettings.DEFAULT);
  }
}
