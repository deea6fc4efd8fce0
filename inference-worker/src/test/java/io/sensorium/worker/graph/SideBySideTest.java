package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.Repository;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound and words have a model each; a head and a last model come after them. */
final class SideBySideTest {
  private static final String MASK = "{ presence: [ sound, words ] }";
  private static final String PIPELINE =
      """
      pipeline: sum
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
        words: { modality: text, match: latest, lookback: 1s }
      inference:
        steps:
          hear: { model: hear, tensors: { wave: { input: sound } } }
          read: { model: read, tensors: { ids: { input: words } } }
          head:
            model: head
            tensors:
              a: { step: hear, output: scores }
              mask: { presence: [ sound, words ] }
          last:
            model: last
            tensors:
              a: { step: head, output: sum }
              b: { step: read, output: scores }
              c: { step: hear, output: scores }
        prediction: { step: last, output: sum }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    new Repository(folder)
        .listener("hear", 2, "", "x", "y")
        .reader("read", "x", "y")
        .add("head", sum("a", "mask"), "{ task: classification, labels: labels.txt }", "x", "y")
        .add("last", sum("a", "b", "c"), "{ task: classification, labels: labels.txt }", "x", "y");
  }

  private static TinyModel sum(String... inputs) {
    TinyModel model = new TinyModel();
    for (String input : inputs) {
      model.input(input, TinyModel.FLOAT, -1, 2);
    }
    return model.node("Sum", List.of(inputs), "sum").output("sum", TinyModel.FLOAT, -1, 2);
  }

  @Test
  void stepsThatDoNotNeedEachOtherRunAtTheSameTimeEachOnAThreadOfItsOwn() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    // given: both encoders wait until the other one runs too
    CyclicBarrier both = new CyclicBarrier(2);
    Map<String, Set<Thread>> threads = new ConcurrentHashMap<>();
    WatchedRuntime runtime =
        new WatchedRuntime(
            cpu(),
            1,
            new CountDownLatch(0),
            inputs -> {
              String first = inputs.keySet().stream().sorted().findFirst().orElseThrow();
              threads
                  .computeIfAbsent(first, any -> ConcurrentHashMap.newKeySet())
                  .add(Thread.currentThread());
              return (first.equals("wave") || first.equals("ids")) && !met(both);
            });

    // when
    try (InferenceGraph graph = open(runtime)) {
      for (int i = 1; i <= 3; i++) {
        predicted(graph, moment(i));
      }
    }

    // then
    assertThat(threads.get("wave")).hasSize(1);
    assertThat(threads.get("ids")).hasSize(1).doesNotContainAnyElementsOf(threads.get("wave"));
    assertThat(threads.get("a")).hasSize(1).isEqualTo(threads.get("wave"));
  }

  @Test
  void aMaskWaitsForTheStepsThatKnowWhetherAnInputCanBeRead() throws Exception {
    // given: a head that is fed by nothing but its mask
    Pipeline pipeline =
        Pipeline.parse("sum", PIPELINE.replace("a: { step: hear, output: scores }", "a: " + MASK));
    LoadedModels models =
        LoadedModels.load(
            Objects.requireNonNull(pipeline.inference()),
            pipeline.inputs(),
            ModelRepository.open(folder),
            cpu());

    // when
    List<List<Integer>> waves = models.plan().waves();
    models.lanes().forEach(lane -> lane.forEach(ModelSession::close));

    // then
    assertThat(waves).containsExactly(List.of(0, 1), List.of(2), List.of(3));
  }

  private static boolean met(CyclicBarrier both) {
    try {
      both.await(10, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | BrokenBarrierException alone) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static MomentPayloads moment(int ms) {
    long us = 2_000L * ms;
    return Moments.moment(
        "home",
        us,
        Moments.sound("sound", Moments.chunk("mic", us, 1_000, 0.5f, 0.25f)),
        Moments.words("words", us, "w2"));
  }

  private InferenceGraph open(WatchedRuntime runtime) {
    Pipeline pipeline = Pipeline.parse("sum", PIPELINE);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        GraphSettings.DEFAULT);
  }
}
