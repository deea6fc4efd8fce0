package io.sensorium.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.answer.StageTimes;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMetricsTest {
  private static final String PIPELINE =
      """
      pipeline: home
      pace: { each: words }
      inputs:
        words: { modality: text, match: latest, lookback: 10s }
      inference:
        steps:
          first: { model: first, tensors: { ids: { input: words } } }
        prediction: { step: first, output: y }
      """;

  private final WorkerMetrics metrics = new WorkerMetrics();
  private final ModelTallies tallies = new ModelTallies(() -> 7, metrics::watch);
  @TempDir Path folder;

  @Test
  void timesAreHistogramsInSeconds() {
    metrics.predicted(new StageTimes(40_000, 3_000, 2_000, 500, 8_000));
    metrics.predicted(new StageTimes(60_000, 3_000, 2_000, 500, 12_000));
    metrics.committed(2, 4_000_000);

    assertThat(metrics.get().lines())
        .contains(
            "sensorium_worker_waiting_seconds_count 2",
            "sensorium_worker_waiting_seconds_bucket{le=\"0.05\"} 1",
            "sensorium_worker_waiting_seconds_bucket{le=\"0.1\"} 2",
            "sensorium_worker_resolving_seconds_sum 0.006",
            "sensorium_worker_features_seconds_sum 0.004",
            "sensorium_worker_queue_seconds_bucket{le=\"5.0E-4\"} 2",
            "sensorium_worker_compute_seconds_sum 0.02",
            "sensorium_worker_compute_seconds_bucket{le=\"0.01\"} 1",
            "sensorium_worker_commit_seconds_sum 0.004",
            "sensorium_worker_transaction_answers_sum 2.0");
  }

  @Test
  void everyNameIsThereBeforeAnythingHasHappened() {
    assertThat(metrics.get().lines())
        .contains(
            "sensorium_worker_moments_total 0.0",
            "sensorium_worker_predictions_total 0.0",
            "sensorium_worker_dead_letters_total 0.0",
            "sensorium_worker_failed_transactions_total 0.0",
            "sensorium_worker_lost_payloads_total{reason=\"expired\"} 0.0",
            "sensorium_worker_in_flight_moments 0.0",
            "sensorium_worker_in_flight_bytes 0.0",
            "sensorium_worker_joined 0.0",
            "sensorium_worker_result_cache_lookups_total{result=\"hit\"} 0.0");
  }

  @Test
  void aGraphAtWorkIsCounted() throws Exception {
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 1)
        .node("Cast", List.of("ids"), "y", "to", TinyModel.FLOAT)
        .output("y", TinyModel.FLOAT, -1, 1)
        .write(folder.resolve("first/3/model.onnx"));
    Files.writeString(folder.resolve("first/3/words.txt"), "[pad]\n[unk]\nhelp\n");
    Files.writeString(
        folder.resolve("first/model.yaml"),
        "task: embedding\ninputs: { ids: { text: { vocabulary: words.txt } } }\n");
    Pipeline pipeline = Pipeline.parse("home", PIPELINE);

    try (InferenceGraph graph =
        InferenceGraph.open(
            Objects.requireNonNull(pipeline.inference()),
            pipeline.inputs(),
            ModelRepository.open(folder),
            new MeasuredRuntime(cpu(), folder, tallies, System::nanoTime),
            GraphSettings.DEFAULT,
            metrics)) {
      for (int i = 0; i < 6; i++) {
        graph
            .submit(Moments.moment("home", i * 1_000L, Moments.words("words", i / 3, "help")))
            .join();
      }

      String labels = "{model=\"first\",version=\"3\",via=\"pipeline\"}";
      assertThat(metrics.get().lines())
          .contains(
              "sensorium_worker_result_cache_lookups_total{result=\"miss\"} 2.0",
              "sensorium_worker_result_cache_lookups_total{result=\"hit\"} 4.0",
              "sensorium_worker_model_run_seconds_count" + labels + " 2",
              "sensorium_worker_batch_rows_sum" + labels + " 2.0",
              "sensorium_worker_model_requests_total{model=\"first\",outcome=\"success\",version=\"3\",via=\"pipeline\"}"
                  + " 2.0");
      assertThat(tallies.all().get(0).sessions()).isPositive();
    }
    assertThat(tallies.all().get(0).sessions()).isZero();
  }

  @Test
  void aRunCountsItsRowsAndAFailureIsOne() throws Exception {
    new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 2)
        .node("Neg", List.of("x"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(folder.resolve("neg/12/model.onnx"));
    AtomicLong nanos = new AtomicLong();
    MeasuredRuntime runtime =
        new MeasuredRuntime(cpu(), folder, tallies, () -> nanos.getAndAdd(1_000));

    try (ModelSession session = runtime.load(folder.resolve("neg/12/model.onnx"))) {
      session.run(Map.of("x", rows(3)), Set.of("y"));
      assertThatThrownBy(
              () ->
                  session.run(
                      Map.of("x", new Tensor(FloatBuffer.allocate(1), List.of(1L))), Set.of("y")))
          .isInstanceOf(ModelException.class);
    }

    assertThat(tallies.all())
        .singleElement()
        .satisfies(
            tally -> {
              assertThat(tally.subject().model()).isEqualTo("neg");
              assertThat(tally.subject().version()).isEqualTo("12");
              assertThat(tally.rows()).isEqualTo(3);
              assertThat(tally.runs()).isEqualTo(1);
              assertThat(tally.success().count()).isEqualTo(3);
              assertThat(tally.inference().nanos()).isEqualTo(3_000);
              assertThat(tally.failure().count()).isEqualTo(1);
              assertThat(tally.lastMillis()).isEqualTo(7);
            });
  }

  private static Tensor rows(long rows) {
    return new Tensor(FloatBuffer.allocate((int) rows * 2), List.of(rows, 2L));
  }

  private static OnnxRuntime cpu() {
    return OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
  }
}
