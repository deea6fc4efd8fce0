package io.sensorium.deploy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.event.Classification;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.SampleEncoding;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import io.sensorium.model.training.SceneSample;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Match;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.graph.GraphSettings;
import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that are checked in, on scenes that they were neither trained nor examined on. */
class ShippedModelsTest {
  private static final long UNSEEN = 5_000_000_000L;
  private static final int SCENES = 300;
  private static final Instant T = Instant.ofEpochSecond(1_700_000_000);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void reachTheReportedAccuracyAndNeedMoreThanOneSense(String scenario) throws Exception {
    Path folder = Path.of("scenarios", scenario);
    Pipeline pipeline = Pipeline.read(folder.resolve("pipeline.yaml"));
    JsonNode reported =
        new ObjectMapper()
            .readTree(folder.resolve("models/report.json").toFile())
            .at("/accuracy/int8");
    Map<String, Double> accuracies = new LinkedHashMap<>();
    List<SceneSample> scenes = scenes(scenario);

    try (InferenceGraph graph = open(pipeline, folder)) {
      accuracies.put("all", accuracy(graph, pipeline, scenes, Set.of("view", "sound", "words")));
      accuracies.put("frame", accuracy(graph, pipeline, scenes, Set.of("view")));
      accuracies.put("sound", accuracy(graph, pipeline, scenes, Set.of("sound")));
      accuracies.put("words", accuracy(graph, pipeline, scenes, Set.of("words")));
    }

    double all = accuracies.get("all");
    assertThat(all).isGreaterThan(reported.get("all").asDouble() - 0.03);
    for (String alone : List.of("frame", "sound")) {
      assertThat(accuracies.get(alone))
          .isBetween(reported.get(alone).asDouble() - 0.1, reported.get(alone).asDouble() + 0.1);
      assertThat(all - accuracies.get(alone)).as("gain over " + alone).isGreaterThan(0.15);
    }
    assertThat(all - accuracies.get("words")).as("gain over words").isGreaterThan(0.15);
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void areSmall(String scenario) throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("scenarios", scenario, "models"))) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();

      assertThat(bytes).isLessThan(1_500_000);
    }
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void areDescribedByTheirOwnReport(String scenario) throws Exception {
    Path models = Path.of("scenarios", scenario, "models");
    JsonNode report = new ObjectMapper().readTree(models.resolve("report.json").toFile());
    String all =
        String.format(Locale.ROOT, "%.1f %%", 100 * report.at("/accuracy/int8/all").asDouble());

    String card = Files.readString(models.resolve("README.md"));
    String pack = Files.readString(models.resolveSibling("README.md"));

    assertThat(card)
        .startsWith("# Model card: " + scenario + "\n")
        .contains("All senses, int8: " + all, report.get("head").asText());
    String notice = Scenarios.of(scenario).about().notice().orElse("");
    assertThat(card).contains(notice);
    assertThat(pack).contains(notice);
    for (String senses : List.of("frame", "sound", "words", "frame+words", "all")) {
      double figure = report.at("/accuracy/int8/" + senses).asDouble();
      String percent = String.format(Locale.ROOT, "%.1f %%", 100 * figure);
      assertThat(card).contains(percent);
      assertThat(pack).contains(percent);
    }
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void loseLittleOn8BitsWithWhateverSensesThereAre(String scenario) throws Exception {
    JsonNode accuracy =
        new ObjectMapper()
            .readTree(Path.of("scenarios", scenario, "models", "report.json").toFile())
            .get("accuracy");

    for (String senses : List.of("all", "frame+sound", "frame+words", "sound+words")) {
      double lost =
          accuracy.at("/fp32/" + senses).asDouble() - accuracy.at("/int8/" + senses).asDouble();
      assertThat(lost).as(senses).isLessThan(0.02);
    }
  }

  @Test
  void everyPackIsInTheListAndEveryScenarioHasItsPack() throws Exception {
    try (Stream<Path> folders = Files.list(Path.of("scenarios"))) {
      List<String> packs =
          folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();

      assertThat(packs).containsExactlyInAnyOrderElementsOf(Scenarios.names());
    }
  }

  private static List<SceneSample> scenes(String scenario) {
    SimulatedScenes source = new SimulatedScenes(Scenarios.of(scenario));
    return LongStream.range(UNSEEN, UNSEEN + SCENES).mapToObj(source::sample).toList();
  }

  private static InferenceGraph open(Pipeline pipeline, Path folder) {
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder.resolve("models")),
        OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
        GraphSettings.DEFAULT);
  }

  private static double accuracy(
      InferenceGraph graph, Pipeline pipeline, List<SceneSample> scenes, Set<String> present)
      throws Exception {
    Inference inference = Objects.requireNonNull(pipeline.inference());
    assertThat(inference.prediction().output()).isEqualTo("scores");
    List<String> labels = new ArrayList<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      SceneSample sample = scenes.get(i);
      List<InputPayload> inputs = payloads(sample, pipeline, present, i);
      if (!inputs.isEmpty()) {
        labels.add(sample.label());
        outcomes.add(graph.submit(new MomentPayloads(moment(pipeline, i), inputs)));
      }
    }
    int right = 0;
    for (int i = 0; i < labels.size(); i++) {
      right += best(outcomes.get(i).get()).equals(labels.get(i)) ? 1 : 0;
    }
    return (double) right / labels.size();
  }

  private static String best(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
    Classification scores = (Classification) ((Outcome.Predicted) outcome).result();
    return scores.getScores().get(0).getLabel();
  }

  private static List<InputPayload> payloads(
      SceneSample sample, Pipeline pipeline, Set<String> present, int number) {
    List<InputPayload> payloads = new ArrayList<>();
    if (present.contains("view")) {
      payloads.add(
          payload(
              "view",
              Modality.CAMERA,
              new PayloadEvent.Frame(
                  reference("view" + number, T, 0, null), sample.frame(), ImageEncoding.JPEG)));
    }
    if (present.contains("sound")) {
      Match.Overlap overlap = (Match.Overlap) pipeline.input("sound").match();
      Instant start = T.plus(Objects.requireNonNull(overlap).after()).minus(SECOND);
      payloads.add(
          payload(
              "sound",
              Modality.AUDIO,
              new PayloadEvent.Chunk(
                  reference("sound" + number, start, 1_000_000, null),
                  sample.samples(),
                  SampleEncoding.S16LE,
                  16_000,
                  1)));
    }
    String text = sample.text();
    if (present.contains("words") && text != null) {
      payloads.add(
          payload(
              "words",
              Modality.TEXT,
              new PayloadEvent.Text(reference("words" + number, T, 0, text), text)));
    }
    return payloads;
  }

  private static InputPayload payload(String name, Modality modality, PayloadEvent event) {
    return new InputPayload(name, modality, List.of(event), List.of());
  }

  private static EventReference reference(String id, Instant time, long durationUs, String text) {
    return EventReference.newBuilder()
        .setSensor("sensor")
        .setId(id)
        .setEventTime(time)
        .setDurationUs(durationUs)
        .setTopic("topic")
        .setPartition(0)
        .setOffset(id.hashCode())
        .setLength(0)
        .setChecksum(0)
        .setText(text)
        .build();
  }

  private static Moment moment(Pipeline pipeline, int number) {
    return Moment.newBuilder()
        .setId("moment-" + number)
        .setPipeline(pipeline.name())
        .setSite("site-" + number)
        .setEpoch(0)
        .setEventTime(T)
        .setOpened(T)
        .setClosed(T)
        .setClosedBy(ClosedBy.SETTLED)
        .setInputs(List.of())
        .setMissing(List.of())
        .build();
  }
}
