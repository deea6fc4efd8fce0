package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.Embedding;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are embedded, sound runs through a model that sums all it has ever heard. */
final class GraphUnderLoadTest {
  private static final String WORDS =
      """
      pipeline: words
      pace: { each: words }
      inputs:
        words: { modality: text }
      inference:
        max-batch-size: 8
        max-batch-delay: 20ms
        steps:
          embed: { model: embed, tensors: { ids: { input: words } } }
        prediction: { step: embed, output: y }
      """;

  private static final String SUM =
      """
      pipeline: sum
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
      inference:
        max-batch-size: 8
        steps:
          sum:
            model: sum
            tensors:
              wave: { input: sound }
              before: { state: after }
        prediction: { step: sum, output: after }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 2)
        .node("Cast", List.of("ids"), "y", "to", TinyModel.FLOAT)
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(folder.resolve("embed/1/model.onnx"));
    Files.writeString(
        folder.resolve("embed/model.yaml"),
        "{ task: embedding, inputs: { ids: { text: { vocabulary: words.txt } } } }");
    StringBuilder vocabulary = new StringBuilder("[pad]\n[unk]\n");
    for (int i = 2; i < 500; i++) {
      vocabulary.append('w').append(i).append('\n');
    }
    Files.writeString(folder.resolve("embed/1/words.txt"), vocabulary);
    new TinyModel()
        .input("wave", TinyModel.FLOAT, 1, 2)
        .input("before", TinyModel.FLOAT, 1, 1)
        .constant("ones", List.of(1f, 1f), 2, 1)
        .node("MatMul", List.of("wave", "ones"), "sum")
        .node("Add", List.of("sum", "before"), "after")
        .output("after", TinyModel.FLOAT, 1, 1)
        .write(folder.resolve("sum/1/model.onnx"));
    Files.writeString(
        folder.resolve("sum/model.yaml"),
        "{ task: embedding, inputs: { wave: { audio: { sample-rate: 1000, raw: { window: 2 } } } } }");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatRecursIsComputedOnceOnAnyNumberOfLanes(int lanes) throws Exception {
    // given: 300 moments over 60 texts
    WatchedRuntime runtime = new WatchedRuntime(cpu(), lanes);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();

    // when
    try (InferenceGraph graph = open(WORDS, runtime, GraphSettings.DEFAULT)) {
      for (int i = 0; i < 300; i++) {
        int text = 2 + i % 60;
        outcomes.add(
            graph.submit(
                Moments.moment("site-" + i % 7, i, Moments.words("words", text, "w" + text))));
      }
    }

    // then
    for (int i = 0; i < 300; i++) {
      assertThat(values(outcomes.get(i).join())).containsExactly(2f + i % 60, 0f);
    }
    assertThat(runtime.rows("embed")).isEqualTo(60);
  }

  @Test
  void aMomentOnWhichAModelFailsFailsAlone() throws Exception {
    // given: a model that fails wherever id 13 is in the batch, held up so that there are batches
    CountDownLatch gate = new CountDownLatch(1);
    WatchedRuntime runtime =
        new WatchedRuntime(
            cpu(),
            1,
            gate,
            inputs -> {
              var ids = inputs.get("ids").values();
              for (int i = 0; i < ids.remaining(); i++) {
                if (ids.get(i) == 13f) {
                  return true;
                }
              }
              return false;
            });
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();

    // when
    try (InferenceGraph graph = open(WORDS, runtime, GraphSettings.DEFAULT)) {
      for (int i = 2; i < 30; i++) {
        outcomes.add(graph.submit(Moments.moment("home", i, Moments.words("words", i, "w" + i))));
      }
      gate.countDown();
    }

    // then
    for (int i = 2; i < 30; i++) {
      Outcome outcome = outcomes.get(i - 2).join();
      if (i == 13) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) outcome).stage()).isEqualTo(Stage.MODEL);
        assertThat(((Outcome.Failed) outcome).reason()).contains("inputs it likes");
      } else {
        assertThat(values(outcome)).containsExactly((float) i, 0f);
      }
    }
  }

  @Test
  void moreMomentsThanThereIsRoomForWaitInSubmit() throws Exception {
    // given: room for three, and a model that is held up
    CountDownLatch gate = new CountDownLatch(1);
    WatchedRuntime runtime = new WatchedRuntime(cpu(), 1, gate, inputs -> false);
    GraphSettings settings = new GraphSettings(1, 3, 1 << 20, 10);
    ExecutorService submitter = Executors.newSingleThreadExecutor();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    try (InferenceGraph graph = open(WORDS, runtime, settings)) {
      for (int i = 2; i < 5; i++) {
        outcomes.add(graph.submit(Moments.moment("home", i, Moments.words("words", i, "w" + i))));
      }

      // when
      MomentPayloads fourth = Moments.moment("home", 5, Moments.words("words", 5, "w5"));
      Future<Outcome> waiting = submitter.submit(() -> graph.submit(fourth).join());

      // then: it is taken only after one of the three
      assertThat(waiting.isDone()).isFalse();
      assertThat(outcomes).noneMatch(CompletableFuture::isDone);
      gate.countDown();
      assertThat(values(waiting.get())).containsExactly(5f, 0f);
    } finally {
      submitter.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stateFollowsTheOrderOfSubmissionAtEverySite(long seed) throws Exception {
    // given: 40 chunks of two samples at each of 5 sites, interleaved at random
    SplittableRandom random = new SplittableRandom(seed);
    int[] next = new int[5];
    List<Float> expected = new ArrayList<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    float[] sums = new float[5];

    // when
    try (InferenceGraph graph = open(SUM, new WatchedRuntime(cpu(), 3), GraphSettings.DEFAULT)) {
      for (int i = 0; i < 200; i++) {
        int site = random.nextInt(5);
        long time = 2_000L * next[site]++;
        float value = 1 + random.nextInt(4);
        sums[site] += 2 * value;
        expected.add(sums[site]);
        var chunk = Moments.chunk("mic-" + site, time, 1_000, value, value);
        outcomes.add(
            graph.submit(Moments.moment("site-" + site, time, Moments.sound("sound", chunk))));
      }
    }

    // then
    for (int i = 0; i < 200; i++) {
      assertThat(values(outcomes.get(i).join()))
          .as("seed %d", seed)
          .containsExactly(expected.get(i));
    }
  }

  private InferenceGraph open(String yaml, WatchedRuntime runtime, GraphSettings settings) {
    Pipeline pipeline = Pipeline.parse("load", yaml);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        settings);
  }

  private static OnnxRuntime cpu() {
    return OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
  }

  private static List<Float> values(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
    return ((Embedding) ((Outcome.Predicted) outcome).result()).getValues();
  }
}
