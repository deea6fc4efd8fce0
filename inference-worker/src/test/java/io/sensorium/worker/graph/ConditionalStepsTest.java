package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.best;
import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sensorium.event.Classification;
import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Stage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cheap model listens; a costly one reads, where the cheap one is unsure. */
final class ConditionalStepsTest {
  private static final String CASCADE =
      """
      pipeline: cascade
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
        words: { modality: text, match: latest, lookback: 1s }
      inference:
        max-batch-size: 8
        max-batch-delay: 20ms
        steps:
          cheap: { model: cheap, tensors: { wave: { input: sound } } }
          costly:
            model: costly
            tensors: { ids: { input: words } }
            when: { step: cheap, output: scores, max-below: 0.8 }
        prediction: [ { step: costly, output: scores }, { step: cheap, output: scores } ]
      """;
  private static final String CONDITION = "{ step: cheap, output: scores, max-below: 0.8 }";

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new Repository(folder)
        .listener("cheap", 2, "", "car", "dog")
        .reader("costly", "red", "blue")
        .reader("costliest", "one", "two");
  }

  @Test
  void whereTheCheapModelIsSureItsPredictionCountsAndTheCostlyOneDoesNotRun() throws Exception {
    WatchedRuntime runtime = runtime(1);
    try (InferenceGraph graph = open(CASCADE, runtime)) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.9f, 0.1f, "w5 w3"));

      assertThat(best(outcome)).isEqualTo("car");
      assertThat(outcome.model().getName()).isEqualTo("cheap");
      assertThat(outcome.inputs()).extracting(PredictionInput::getName).containsExactly("sound");
      assertThat(outcome.missing())
          .extracting(MissingInput::getName, MissingInput::getReason, MissingInput::getDetail)
          .containsExactly(
              tuple(
                  "words",
                  MissingReason.SKIPPED,
                  "step 'costly' runs with the largest score of cheap.scores below 0.8, and it is"
                      + " 0.9"));
      assertThat(runtime.runs("costly")).isZero();
    }
  }

  @Test
  void whereTheCheapModelIsUnsureTheCostlyOnesPredictionCounts() throws Exception {
    try (InferenceGraph graph = open(CASCADE, runtime(1))) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.5f, 0.4f, "w3 w5"));

      assertThat(best(outcome)).isEqualTo("blue");
      assertThat(outcome.model().getName()).isEqualTo("costly");
      assertThat(outcome.inputs())
          .extracting(PredictionInput::getName)
          .containsExactly("sound", "words");
      assertThat(outcome.missing()).isEmpty();
    }
  }

  @Test
  void aCostlyModelWithNothingToGoByLeavesThePredictionToTheCheapOne() throws Exception {
    try (InferenceGraph graph = open(CASCADE, runtime(1))) {
      Outcome.Predicted outcome = predicted(graph, moment(1, 0.5f, 0.4f, null));

      assertThat(outcome.model().getName()).isEqualTo("cheap");
      assertThat(outcome.missing())
          .extracting(MissingInput::getName, MissingInput::getReason)
          .containsExactly(tuple("words", MissingReason.UNMATCHED));
    }
  }

  @Test
  void aCheapModelThatHeardNothingIsUnsure() throws Exception {
    try (InferenceGraph graph = open(CASCADE, runtime(1))) {
      MomentPayloads silent = Moments.moment("home", 1, Moments.words("words", 1, "w3 w5"));

      assertThat(predicted(graph, silent).model().getName()).isEqualTo("costly");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void ofABatchThoseThatNeedTheCostlyModelRunTogetherAndTheOthersSkipIt(int lanes)
      throws Exception {
    // given: 200 moments, a third of them unsure, over 8 texts; held up so that there are batches
    CountDownLatch gate = new CountDownLatch(1);
    WatchedRuntime runtime = new WatchedRuntime(cpu(), lanes, gate, inputs -> false);
    SplittableRandom random = new SplittableRandom(4);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    List<Integer> texts = new ArrayList<>();
    GraphSettings roomy = new GraphSettings(0, 300, 1 << 20, 10);

    // when
    try (InferenceGraph graph = open(CASCADE, runtime, roomy)) {
      for (int i = 0; i < 200; i++) {
        boolean unsure = random.nextInt(3) == 0;
        int text = 2 + random.nextInt(8);
        texts.add(unsure ? text : 0);
        InputPayload words = Moments.words("words", text, "w" + text);
        outcomes.add(graph.submit(moment("s" + i % 5, i, unsure ? 0.5f : 0.9f, 0.1f, words)));
      }
      gate.countDown();
    }

    // then
    for (int i = 0; i < 200; i++) {
      Outcome.Predicted outcome = (Outcome.Predicted) outcomes.get(i).join();
      assertThat(outcome.model().getName()).isEqualTo(texts.get(i) == 0 ? "cheap" : "costly");
      float score = ((Classification) outcome.result()).getScores().get(0).getScore();
      assertThat(score).isEqualTo(texts.get(i) == 0 ? 0.9f : 0.1f * texts.get(i));
    }
    assertThat(runtime.rows("cheap")).isEqualTo(200);
    assertThat(runtime.rows("costly")).isEqualTo((int) texts.stream().distinct().count() - 1);
  }

  @Test
  void aStepThatWasNotCalledForCallsForNothingItself() throws Exception {
    // given: the costliest after the costly one
    String yaml =
        CASCADE.replace(
            "  prediction: [ ",
            """
                costliest:
                  model: costliest
                  tensors: { ids: { input: words } }
                  when: { step: costly, output: scores, max-below: 0.8 }
              prediction: [ { step: costliest, output: scores }, \
            """);
    try (InferenceGraph graph = open(yaml, runtime(1))) {
      assertThat(model(graph, moment(1, 0.9f, 0.1f, "w5"))).isEqualTo("cheap");
      assertThat(model(graph, moment(2, 0.5f, 0.1f, "w9"))).isEqualTo("costly");
      assertThat(model(graph, moment(3, 0.5f, 0.1f, "w5"))).isEqualTo("costliest");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ step: cheap, output: scores, max-below: 0.8 }            | 0.80001 | 0.1 | cheap",
        "{ step: cheap, output: scores, max-below: 0.8 }            | 0.79999 | 0.1 | costly",
        "{ step: cheap, output: scores, max-above: 0.8 }            | 0.9     | 0.1 | costly",
        "{ step: cheap, output: scores, max-above: 0.8 }            | 0.7     | 0.3 | cheap",
        "{ step: cheap, output: scores, entropy-above: 0.9 }        | 0.5     | 0.5 | costly",
        "{ step: cheap, output: scores, entropy-above: 0.9 }        | 0.25    | 0.75 | cheap",
        "{ step: cheap, output: scores, label: dog, above: 0.5 }    | 0.3     | 0.7 | costly",
        "{ step: cheap, output: scores, label: dog, above: 0.5 }    | 0.7     | 0.3 | cheap",
        "{ step: cheap, output: scores, label: dog, below: 0.5 }    | 0.7     | 0.3 | costly",
        "{ present: [words] }                                       | 0.9     | 0.1 | costly",
        "{ absent: [words] }                                        | 0.9     | 0.1 | cheap",
        "[ { present: words }, { step: cheap, output: scores, max-below: 0.8 } ] | 0.9 | 0.1 |"
            + " cheap",
        "[ { present: words }, { step: cheap, output: scores, max-below: 0.8 } ] | 0.7 | 0.1 |"
            + " costly",
      })
  void everyConditionCallsForTheStepWhereItHolds(
      String condition, float car, float dog, String model) throws Exception {
    try (InferenceGraph graph = open(CASCADE.replace(CONDITION, condition), runtime(1))) {
      assertThat(model(graph, moment(1, car, dog, "w5 w3"))).isEqualTo(model);
    }
  }

  @Test
  void scoresAreThoseAfterActivation() throws Exception {
    // given: a model of raw values; softmax of 2 and 0 is 0.88 and 0.12
    new Repository(folder)
        .listener("cheap", 2, ", outputs: { scores: { activation: softmax } }", "car", "dog");
    try (InferenceGraph graph = open(CASCADE, runtime(1))) {
      assertThat(model(graph, moment(1, 2f, 0f, "w5"))).isEqualTo("cheap");
      assertThat(model(graph, moment(2, 1f, 0f, "w5"))).isEqualTo("costly");
    }
  }

  @Test
  void aMomentWhoseScoresAreNoNumbersFailsAlone() throws Exception {
    // given: a model that takes square roots
    new Repository(folder)
        .add(
            "cheap",
            new TinyModel()
                .input("wave", TinyModel.FLOAT, -1, 2)
                .node("Sqrt", List.of("wave"), "scores")
                .output("scores", TinyModel.FLOAT, -1, 2),
            "{ inputs: { wave: { audio: { sample-rate: 1000, raw: { window: 2 } } } }, task:"
                + " classification }");
    try (InferenceGraph graph = open(CASCADE, runtime(1))) {
      CompletableFuture<Outcome> bad = graph.submit(moment(1, -1f, 0f, "w5"));
      CompletableFuture<Outcome> good = graph.submit(moment(2, 0.9f, 0f, "w5"));

      assertThat(bad.join()).isInstanceOf(Outcome.Failed.class);
      assertThat(((Outcome.Failed) bad.join()).stage()).isEqualTo(Stage.MODEL);
      assertThat(((Outcome.Failed) bad.join()).reason()).contains("finite scores");
      assertThat(good.join()).isInstanceOf(Outcome.Predicted.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ step: cheap, output: score, max-below: 0.8 }          | one of the model's outputs"
            + " [scores], found 'score'",
        "{ step: cheap, output: scores, label: cat, above: 0.5 } | one of the labels of step"
            + " 'cheap'",
        "{ step: cheap, output: scores, label: cat, above: 0.5 } | Name one of [car, dog]",
      })
  void aConditionThatDoesNotFitIsRefusedBeforeTheFirstMoment(String condition, String message) {
    assertThatThrownBy(() -> open(CASCADE.replace(CONDITION, condition), runtime(1)))
        .hasMessageContaining(message);
  }

  @Test
  void entropyIsNotAskedOfScoresThatDoNotExcludeEachOther() throws Exception {
    String yaml = CASCADE.replace(CONDITION, "{ step: cheap, output: scores, entropy-above: 0.5 }");
    new Repository(folder).listener("cheap", 1, "", "car");
    assertThatThrownBy(() -> open(yaml, runtime(1)))
        .hasMessageContaining("for 'entropy-above' scores of several labels")
        .hasMessageContaining("found one score");
    new Repository(folder)
        .listener("cheap", 2, ", outputs: { scores: { activation: sigmoid } }", "car", "dog");
    assertThatThrownBy(() -> open(yaml, runtime(1))).hasMessageContaining("activation: sigmoid");
  }

  private static MomentPayloads moment(int ms, float car, float dog, String text) {
    return moment("home", ms, car, dog, text == null ? null : Moments.words("words", ms, text));
  }

  private static MomentPayloads moment(
      String site, int ms, float car, float dog, InputPayload words) {
    long us = ms * 2_000L;
    InputPayload sound = Moments.sound("sound", Moments.chunk("mic", us, 1_000, car, dog));
    return words == null ? Moments.moment(site, us, sound) : Moments.moment(site, us, sound, words);
  }

  private static String model(InferenceGraph graph, MomentPayloads moment) throws Exception {
    return predicted(graph, moment).model().getName();
  }

  private InferenceGraph open(String yaml, WatchedRuntime runtime) {
    return open(yaml, runtime, GraphSettings.DEFAULT);
  }

  private InferenceGraph open(String yaml, WatchedRuntime runtime, GraphSettings settings) {
    Pipeline pipeline = Pipeline.parse("cascade", yaml);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        settings);
  }

  private static WatchedRuntime runtime(int lanes) {
    return new WatchedRuntime(cpu(), lanes);
  }
}
