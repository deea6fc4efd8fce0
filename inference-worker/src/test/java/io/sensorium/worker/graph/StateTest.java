package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.Embedding;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that sums all it has ever heard, in chunks of two samples, as moments come again. */
final class StateTest {
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
            tensors: { wave: { input: sound }, before: { state: after } }
        prediction: { step: sum, output: after }
      """;

  /** What one moment said. */
  private record Said(float sum, boolean reset) {}

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
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
        "{ task: embedding, inputs: { wave: { audio: { sample-rate: 1000, raw: { window: 2 } } } }"
            + " }");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsReadAgainGivesTheSameAndDoesNotMoveTheState(long seed) throws Exception {
    // given: 5 sites, each moment with its chunk and the one before; what the first reading says
    SplittableRandom random = new SplittableRandom(seed);
    int[] read = new int[5];
    int[] committed = new int[5];
    Map<String, Said> first = new HashMap<>();
    try (InferenceGraph graph = open(runtime(3))) {
      for (int step = 0; step < 600; step++) {
        int site = random.nextInt(5);
        if (random.nextInt(8) == 0) {
          // when: a transaction fails, and all that is not committed is read again
          read[site] = committed[site] + random.nextInt(read[site] - committed[site] + 1);
        }
        int chunk = read[site]++;
        Said said = said(predicted(graph, moment(site, chunk)));

        // then
        Said before = first.putIfAbsent(site + "/" + chunk, said);
        assertThat(before == null ? said : before).as("seed %d", seed).isEqualTo(said);
        assertThat(said.sum()).isEqualTo(2 * (chunk + 1) * (site + 1));
        assertThat(said.reset()).isEqualTo(chunk == 0);
        committed[site] = Math.max(committed[site], chunk - 30);
      }
    }
  }

  @Test
  void aWorkerThatDidNotHearTheBeginningSaysThatTheStateBeganAnew() throws Exception {
    try (InferenceGraph one = open(runtime(1));
        InferenceGraph other = open(runtime(1))) {
      assertThat(said(predicted(one, moment(0, 0)))).isEqualTo(new Said(2, true));
      assertThat(said(predicted(one, moment(0, 1)))).isEqualTo(new Said(4, false));

      // when: the site moves to another worker, and comes back far later
      assertThat(said(predicted(other, moment(0, 3)))).isEqualTo(new Said(4, true));
      assertThat(said(predicted(other, moment(0, 4)))).isEqualTo(new Said(6, false));
      assertThat(said(predicted(one, moment(0, 900)))).isEqualTo(new Said(4, true));
    }
  }

  @Test
  void aChunkThatWasHeardTooLongAgoToBeRememberedBeginsAnewAndSaysSo() throws Exception {
    // given: more chunks than are remembered
    WatchedRuntime runtime = runtime(1);
    try (InferenceGraph graph = open(runtime)) {
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (int chunk = 0; chunk < 16_500; chunk++) {
        outcomes.add(graph.submit(alone(chunk)));
      }
      assertThat(said(predicted(outcomes.get(16_499).join())).sum()).isEqualTo(33_000);

      // when
      Said again = said(predicted(graph, alone(3)));

      // then
      assertThat(again).isEqualTo(new Said(2, true));
      int runs = runtime.runs("sum");
      assertThat(said(predicted(graph, alone(16_499)))).isEqualTo(new Said(33_000, false));
      assertThat(runtime.runs("sum")).isEqualTo(runs);
    }
  }

  @Test
  void aFailureInTheMiddleBeginsTheStateAnewAndThatIsSaid() throws Exception {
    // given: a model that fails on a sum of 6
    WatchedRuntime runtime =
        new WatchedRuntime(
            cpu(), 1, new CountDownLatch(0), inputs -> inputs.get("before").values().get(0) == 4f);
    try (InferenceGraph graph = open(runtime)) {
      predicted(graph, alone(0));
      predicted(graph, alone(1));
      assertThat(graph.submit(alone(2)).join()).isInstanceOf(Outcome.Failed.class);

      // when: it is read again
      Said said = said(predicted(graph, alone(2)));

      // then: it was not heard twice
      assertThat(said).isEqualTo(new Said(2, true));
    }
  }

  /** The chunk and the one before it; every sample of a site is its number. */
  private static MomentPayloads moment(int site, int chunk) {
    long us = 2_000L * chunk;
    PayloadEvent.Chunk last = chunk(site, chunk);
    InputPayload sound =
        chunk == 0
            ? Moments.sound("sound", last)
            : Moments.sound("sound", chunk(site, chunk - 1), last);
    return Moments.moment("site-" + site, us, sound);
  }

  private static MomentPayloads alone(int chunk) {
    return Moments.moment("site-0", 2_000L * chunk, Moments.sound("sound", chunk(0, chunk)));
  }

  private static PayloadEvent.Chunk chunk(int site, int chunk) {
    PayloadEvent.Chunk made = Moments.chunk("mic", 2_000L * chunk, 1_000, site + 1, site + 1);
    return new PayloadEvent.Chunk(
        Moments.reference("audio-" + site, "mic", 2_000L * chunk, 2_000L * chunk, 2_000),
        made.samples(),
        made.encoding(),
        made.sampleRate(),
        made.channels());
  }

  private static Said said(Outcome.Predicted outcome) {
    return new Said(((Embedding) outcome.result()).getValues().get(0), outcome.stateReset());
  }

  private static WatchedRuntime runtime(int lanes) {
    return new WatchedRuntime(cpu(), lanes);
  }

  private InferenceGraph open(WatchedRuntime runtime) {
    Pipeline pipeline = Pipeline.parse("sum", SUM);
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        GraphSettings.DEFAULT);
  }
}
