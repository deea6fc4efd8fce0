package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.Repository;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmUpTest {
  private static final String PIPELINE =
      """
      pipeline: sum
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
        words: { modality: text, match: latest, lookback: 1s }
      inference:
        max-batch-size: 8
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

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new Repository(folder)
        .listener("hear", 2, "", "x", "y")
        .reader("read", "x", "y")
        .add(
            "head",
            new TinyModel()
                .input("a", TinyModel.FLOAT, -1, 2)
                .input("b", TinyModel.FLOAT, -1, 2)
                .node("Add", List.of("a", "b"), "sum")
                .output("sum", TinyModel.FLOAT, -1, 2),
            "{ task: classification, labels: labels.txt }",
            "x",
            "y");
  }

  @Test
  void everySessionRunsOneRowAndAFullBatchBeforeTheGraphIsThere() throws Exception {
    // given
    WatchedRuntime runtime = new WatchedRuntime(cpu(), 2);

    // when
    try (InferenceGraph graph = open(runtime, GraphListener.NONE)) {
      // then: twice in each of two sessions; a full batch of heads has rows for contributions
      assertThat(runtime.runs("hear")).isEqualTo(4);
      assertThat(runtime.rows("hear")).isEqualTo(2 * (1 + 8));
      assertThat(runtime.rows("read")).isEqualTo(2 * (1 + 8));
      assertThat(runtime.rows("head")).isEqualTo(2 * 3 * (1 + 8));
      predicted(graph, moment(1));
    }
  }

  @Test
  void aModelThatFailsOnItIsRefusedAndNothingIsLeftRunning() {
    WatchedRuntime broken =
        new WatchedRuntime(cpu(), 2, new CountDownLatch(0), inputs -> inputs.containsKey("ids"));

    assertThatThrownBy(() -> open(broken, GraphListener.NONE))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected inputs it likes");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("lane-"));
  }

  @Test
  void whoListensIsToldOfBatchesStepsAndWhatWasKnownAlready() throws Exception {
    // given
    Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
    GraphListener listener =
        new GraphListener() {
          private void add(String what, int count) {
            told.computeIfAbsent(what, any -> new AtomicInteger()).addAndGet(count);
          }

          @Override
          public void batch(int moments) {
            add("moments", moments);
          }

          @Override
          public void cacheHit(String step) {
            add(step + " hit", 1);
          }

          @Override
          public void cacheMiss(String step) {
            add(step + " miss", 1);
          }

          @Override
          public void stepRan(String step, int rows, long nanos) {
            add(step + " rows", rows);
          }
        };

    // when: three moments with the same words
    try (InferenceGraph graph = open(new WatchedRuntime(cpu(), 1), listener)) {
      for (int i = 1; i <= 3; i++) {
        predicted(graph, moment(i));
      }
    }

    // then
    assertThat(told)
        .hasEntrySatisfying("moments", count -> assertThat(count).hasValue(3))
        .hasEntrySatisfying("read hit", count -> assertThat(count).hasValue(2))
        .hasEntrySatisfying("read miss", count -> assertThat(count).hasValue(1))
        .hasEntrySatisfying("read rows", count -> assertThat(count).hasValue(1))
        .hasEntrySatisfying("hear miss", count -> assertThat(count).hasValue(3))
        .hasEntrySatisfying("head rows", count -> assertThat(count).hasValue(9))
        .doesNotContainKeys("hear hit", "head hit", "head miss");
  }

  private static MomentPayloads moment(int ms) {
    long us = 2_000L * ms;
    return Moments.moment(
        "home",
        us,
        Moments.sound("sound", Moments.chunk("mic", us, 1_000, 0.5f, 0.25f)),
        Moments.words("words", 1, "w2"));
  }

  private InferenceGraph open(WatchedRuntime runtime, GraphListener listener) {
    Pipeline pipeline = Pipeline.parse("sum", PIPELINE);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        GraphSettings.DEFAULT.warm(),
        listener);
  }
}
