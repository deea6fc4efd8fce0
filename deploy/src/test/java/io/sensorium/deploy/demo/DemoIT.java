package io.sensorium.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Prediction;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of the data on the real broker, with the account of every event. */
final class DemoIT {
  private static final Path PACKS = Path.of("scenarios");

  @TempDir Path folder;

  private final List<Prediction> predictions = new ArrayList<>();

  private final DemoListener listener =
      new DemoListener() {
        @Override
        public void ready(Map<String, String> kafka, String page) {}

        @Override
        public void predicted(Prediction prediction) {
          predictions.add(prediction);
        }

        @Override
        public void draining() {}
      };

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "video-understanding"})
  void simulated_sites_give_predictions_and_every_event_is_accounted_for(String scenario)
      throws IOException {
    Scenario pack = Scenario.find(PACKS, scenario);
    List<String> labels =
        Files.readAllLines(pack.models().resolve(scenario + "-scene/1/labels.txt"));

    DemoSummary summary = run(options(pack, null, Duration.ofSeconds(6)));

    assertThat(summary.addsUp()).as(String.join("\n", summary.lines())).isTrue();
    assertThat(predictions).hasSizeGreaterThan(20);
    assertThat(predictions)
        .allSatisfy(
            p -> {
              assertThat(p.getTraceparent()).isNotNull();
              assertThat(p.getModel().getSha256()).hasSize(64);
              assertThat(p.getInputs()).isNotEmpty();
              assertThat(labels).contains(PredictionLine.label(p));
            });
  }

  @Test
  void a_real_drive_adds_up_and_aligns_offline_to_the_moments_that_went_over_kafka()
      throws Exception {
    Path drive = folder.resolve("drive");
    RealDrive.write(drive, 12);
    Scenario driving = Scenario.find(PACKS, "driving");

    DemoSummary summary = run(options(driving, drive, null));

    assertThat(summary.addsUp()).as(String.join("\n", summary.lines())).isTrue();
    assertThat(summary.published().acknowledgedEvents()).isGreaterThan(300);
    Pipeline pipeline = Pipeline.read(driving.pipelineFile());
    Path run = folder.resolve("run");
    for (String pass : List.of("first", "second")) {
      AlignRecording.run(
          pipeline,
          run,
          folder.resolve(pass + "-moments.jsonl"),
          folder.resolve(pass + "-dropped.jsonl"));
    }
    assertThat(folder.resolve("first-moments.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("second-moments.jsonl"));
    assertThat(folder.resolve("first-dropped.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("second-dropped.jsonl"));
    assertThat(sorted(folder.resolve("first-moments.jsonl")))
        .isEqualTo(sorted(run.resolve("moments.jsonl")));
    // Offline, the clock runs on at the end and what is still buffered is dropped as well.
    assertThat(sorted(folder.resolve("first-dropped.jsonl")))
        .containsAll(sorted(run.resolve("dropped.jsonl")));
  }

  @Test
  void a_detector_that_others_made_finds_cars_on_the_dashcam() throws Exception {
    Path drive = folder.resolve("drive");
    RealDrive.write(drive, 6);
    Scenario watch =
        ThirdPartyPack.write(
            folder.resolve("watch"),
            "watch",
            "yolox-nano",
            "onnx-models/yolox-nano/model/yolox_nano.onnx");

    DemoSummary summary = run(options(watch, drive, null));

    assertThat(summary.addsUp()).as(String.join("\n", summary.lines())).isTrue();
    long withCar =
        predictions.stream()
            .filter(
                p ->
                    objects(p).stream()
                        .anyMatch(o -> o.getLabel().equals("car") && o.getWidth() > 10))
            .count();
    assertThat(withCar).isGreaterThan(predictions.size() / 2);
  }

  @Test
  void a_voice_detector_that_others_made_carries_its_state_from_chunk_to_chunk() throws Exception {
    Path speech = folder.resolve("speech");
    SpeechRecording.write(speech);
    Scenario listen =
        ThirdPartyPack.write(
            folder.resolve("listen"),
            "listen",
            "silero-vad",
            "onnx-models/silero-vad/src/silero_vad/data/silero_vad_16k_op15.onnx");

    DemoSummary summary = run(options(listen, speech, null));

    assertThat(summary.addsUp()).as(String.join("\n", summary.lines())).isTrue();
    assertThat(predictions.stream().filter(Prediction::getStateReset)).hasSize(1);
    SpeechRecording.Agreement agreement = SpeechRecording.agreement(predictions, DemoIT::score);
    assertThat(agreement.worstDifference()).as(agreement.toString()).isLessThan(0.02);
    assertThat(agreement.compared()).isGreaterThan(20);
  }

  private DemoSummary run(DemoOptions options) {
    return new Demo(options, listener, () -> false, () -> 0).run();
  }

  private DemoOptions options(
      Scenario scenario, @Nullable Path recording, @Nullable Duration time) {
    return new DemoOptions(
        scenario,
        recording,
        1,
        2,
        time,
        0,
        0,
        null,
        recording == null ? null : folder.resolve("run"));
  }

  private static List<DetectedObject> objects(Prediction prediction) {
    return prediction.getResult() instanceof Detection detection
        ? detection.getObjects()
        : List.of();
  }

  private static float score(Prediction prediction) {
    return ((Classification) prediction.getResult()).getScores().get(0).getScore();
  }

  private static List<String> sorted(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isEmpty())
        .sorted()
        .collect(Collectors.toList());
  }
}
