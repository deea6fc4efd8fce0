package io.sensorium.worker.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.Comparison;
import io.sensorium.event.Embedding;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.compare.ComparisonSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A worker's models over real sessions: the model {@code embed} gives the ids of two words, and
 * each version adds its own number times a thousand.
 */
final class RolloutFixture implements AutoCloseable {
  private static final String PIPELINE =
      """
      pipeline: words
      pace: { each: words }
      inputs:
        words: { modality: text }
      inference:
        max-batch-size: 4
        steps:
          embed: { model: embed, tensors: { ids: { input: words } } }
        prediction: { step: embed, output: y }
      """;
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  final Path folder;
  final WatchedRuntime runtime =
      new WatchedRuntime(OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)), 2);
  final Queue<Comparison> comparisons = new ConcurrentLinkedQueue<>();
  private final List<Rollout> started = new ArrayList<>();

  /** With version 1 of the model. */
  RolloutFixture(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("embed"));
    Files.writeString(
        folder.resolve("embed/model.yaml"),
        "{ task: embedding, inputs: { ids: { text: { vocabulary: words.txt } } } }\n");
    version(1);
  }

  /** A version that works. */
  void version(int number) throws IOException {
    vocabulary(number);
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 2)
        .constant("thousands", List.of(1000f * number), 1)
        .node("Cast", List.of("ids"), "floats", "to", TinyModel.FLOAT)
        .node("Add", List.of("floats", "thousands"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(model(number));
  }

  /** A version that fails on ids of 5 and more. */
  void failingVersion(int number) throws IOException {
    vocabulary(number);
    float base = 1000f * number;
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 2)
        .constant("table", List.of(base, base + 1, base + 2, base + 3, base + 4), 5)
        .node("Gather", List.of("table", "ids"), "y", "axis", 0)
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(model(number));
  }

  /** A version whose file is none. */
  void corruptVersion(int number) throws IOException {
    vocabulary(number);
    Files.writeString(model(number), "not a model " + number);
  }

  /** A version that loads and does not fit: it takes three words. */
  void misfitVersion(int number) throws IOException {
    vocabulary(number);
    new TinyModel()
        .input("words", TinyModel.INT64, -1, 3)
        .node("Cast", List.of("words"), "y", "to", TinyModel.FLOAT)
        .output("y", TinyModel.FLOAT, -1, 3)
        .write(model(number));
  }

  /** A version that loads, fits, and fails in its warm-up. */
  void brokenVersion(int number) throws IOException {
    vocabulary(number);
    new TinyModel()
        .input("ids", TinyModel.INT64, -1, 2)
        .constant("table", List.of(1f), 1)
        .indices("one", List.of(1L))
        .node("Add", List.of("ids", "one"), "beyond")
        .node("Gather", List.of("table", "beyond"), "y", "axis", 0)
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(model(number));
  }

  Path model(int number) {
    return folder.resolve("embed").resolve("" + number).resolve("model.onnx");
  }

  private void vocabulary(int number) throws IOException {
    Files.createDirectories(model(number).getParent());
    StringBuilder words = new StringBuilder("[pad]\n[unk]\n");
    for (int i = 2; i < 500; i++) {
      words.append('w').append(i).append('\n');
    }
    Files.writeString(model(number).resolveSibling("words.txt"), words);
  }

  /** Nothing happens by itself, and ten failures of the last fifty are too many. */
  static RolloutConfig byHand() {
    return new RolloutConfig(
        "none", null, true, new RollBackConfig(Duration.ofMinutes(10), 50, 0.2), null, null);
  }

  Rollout start(RolloutConfig config) {
    return start(config, PIPELINE);
  }

  Rollout start(RolloutConfig config, String yaml) {
    Pipeline pipeline = Pipeline.parse("words", yaml);
    Inference inference = Objects.requireNonNull(pipeline.inference());
    ModelRepository repository = ModelRepository.open(folder);
    Rollout rollout =
        Rollout.start(
            config,
            inference,
            repository,
            versions ->
                LoadedGraph.of(
                    InferenceGraph.open(
                        inference.withVersions(versions),
                        pipeline.inputs(),
                        repository,
                        runtime,
                        GraphSettings.DEFAULT.warm())),
            new Comparisons(),
            InstantSource.fixed(NOW));
    started.add(rollout);
    return rollout;
  }

  static MomentPayloads moment(String site, int time, int word) {
    return Moments.moment(site, time, Moments.words("words", time, "w" + word));
  }

  static CompletableFuture<Outcome> submit(Rollout rollout, String site, int time, int word)
      throws InterruptedException {
    return rollout.predictor().submit(moment(site, time, word));
  }

  /** The version that answered, which both the prediction's name and its values must say. */
  static int version(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
    Outcome.Predicted predicted = (Outcome.Predicted) outcome;
    float pad = ((Embedding) predicted.result()).getValues().get(1);
    int version = Integer.parseInt(predicted.model().getVersion());
    assertThat(pad).isEqualTo(1000f * version);
    return version;
  }

  /** The roles of the versions that run, as {@code 2=serving}. */
  static List<String> running(Rollout rollout) {
    return rollout.control().models().stream()
        .filter(status -> status.state() == ModelStatus.State.READY)
        .map(status -> status.version() + "=" + status.role())
        .toList();
  }

  @Override
  public void close() {
    started.forEach(Rollout::close);
    assertThat(runtime.open()).as("sessions left open").isZero();
  }

  private final class Comparisons implements ComparisonSink {
    @Override
    public void offer(Comparison comparison) {
      comparisons.add(comparison);
    }

    @Override
    public long lost() {
      return 0;
    }
  }
}
