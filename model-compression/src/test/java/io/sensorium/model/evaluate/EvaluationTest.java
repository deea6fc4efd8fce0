package io.sensorium.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.model.evaluate.metric.McNemar;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.evaluate.page.EvaluationPage;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final ClipReader NO_CLIPS =
      file -> {
        throw new IllegalStateException("no clip is expected");
      };
  private static final OnnxRuntime RUNTIME =
      OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));

  @TempDir private Path root = Path.of("");

  @Test
  void variantsAreComparedOnTheSameSamples() throws Exception {
    Report report = report();

    Quality.OfClasses whole = (Quality.OfClasses) report.candidates().get(0).quality();
    assertThat(report.candidates())
        .extracting(Figures::name)
        .containsExactly("words/1 fp32", "words/1 int8");
    assertThat(whole.confusion().accuracy()).isEqualTo(new Share(12, 12));
    assertThat(whole.topFive()).isNull();
    // all right at a confidence of e^3 / (e^3 + 2)
    assertThat(whole.calibration().expectedError()).isCloseTo(0.0906, within(1e-4));
    Difference.OfClasses difference = (Difference.OfClasses) report.differences().get(0);
    assertThat(difference.value()).isCloseTo(-1.0 / 3, within(1e-12));
    assertThat(difference.test()).isEqualTo(new McNemar(4, 0));
    assertThat(difference.significant()).isFalse();
  }

  @Test
  void latenciesAreOfTheClockThatWasGiven() throws Exception {
    Figures figures = report().candidates().get(1);

    assertThat(figures.latency().count()).isGreaterThanOrEqualTo(200);
    assertThat(figures.latency().percentile(50)).isEqualTo(1);
  }

  @Test
  void theTextSaysWhetherChanceWouldDoThat() throws Exception {
    assertThat(String.join("\n", ReportText.lines(report())))
        .contains("12 samples, on cpu, one thread")
        .contains("100.0%")
        .contains("-33.33 points (4 lost, 0 won; McNemar p = 0.125: no more than chance does)");
  }

  @Test
  void theJsonHasEveryFigure() throws Exception {
    Path file = root.resolve("report.json");
    ReportJson.write(report(), file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.at("/models/1/accuracy/value").asDouble()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(json.at("/models/1/confusion/2/0").asInt()).isEqualTo(4);
    assertThat(json.at("/models/0/top_5").isNull()).isTrue();
    assertThat(json.at("/differences/0/mcnemar_p").asDouble()).isEqualTo(0.125);
  }

  @Test
  void thePageEscapesLabelsAndAsksNoNetwork() throws Exception {
    Path file = root.resolve("report.html");
    EvaluationPage.write(report(), file);

    assertThat(Files.readString(file))
        .contains("default-src 'none'")
        .contains("&lt;b&gt;&amp;&quot;dim&quot;&lt;/b&gt;")
        .doesNotContain("<b>")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<script");
  }

  @Test
  void aLabelThatTheModelDoesNotKnowIsNamed() throws Exception {
    Path model = TextModels.repository(root);
    Files.createDirectories(root.resolve("data/blink"));
    Files.writeString(root.resolve("data/blink/a.txt"), "blink");
    List<Candidate> candidates = Candidate.of(model);
    List<Sample> samples = LabelledData.classes(root.resolve("data"));

    assertThatThrownBy(() -> evaluation().run(candidates, samples, "data", done -> {}))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("one of the model's labels")
        .hasMessageContaining("'blink'");
  }

  @Test
  void aRecordingIsMeasuredByTheLabelsOfItsTimes() throws Exception {
    Path recording = Files.createDirectories(root.resolve("recording"));
    Files.writeString(
        recording.resolve("timeline.csv"),
        """
        arrival_us,time_us,site,modality,sensor,id,duration_us,payload
        1,1,home,text,hub,,,turn it on
        2,2,home,text,hub,,,off
        """);
    Files.writeString(recording.resolve("labels.csv"), "label,from_us,to_us\non,0,2\noff,2,3\n");
    List<Candidate> candidates = Candidate.of(TextModels.repository(root));

    List<Sample> samples = Evaluation.samples(candidates, recording);

    assertThat(samples)
        .extracting(Sample::truth)
        .containsExactly(new Sample.Labelled("on"), new Sample.Labelled("off"));
    Report report = evaluation().run(candidates, samples, "recording", done -> {});
    assertThat(String.join("\n", ReportText.lines(report)))
        .contains("recording: 2 samples")
        .contains("100.0%");
  }

  @Test
  void aPathOutsideARepositoryIsRefused() {
    assertThatThrownBy(() -> Candidate.of(root))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("models/NAME");
  }

  @Test
  void oneVariantCanBeNamed() throws Exception {
    Path model = TextModels.repository(root);

    assertThat(Candidate.of(model.resolve("1/model.onnx")))
        .extracting(Candidate::name)
        .containsExactly("words/1 fp32");
    assertThat(Candidate.of(model.resolve("1"))).hasSize(1);
  }

  @Test
  void theYardstickIsOneNumberForAnyBytes() throws Exception {
    Candidate original = Candidate.of(TextModels.repository(root)).get(0);
    List<Sample> samples = LabelledData.classes(TextModels.data(root));
    Yardstick yardstick = new Yardstick(original, samples, RUNTIME, NO_CLIPS);

    assertThat(yardstick.of(TextModels.model(1, 1, 1))).isEqualTo(1);
    assertThat(yardstick.of(TextModels.model(1, 1, -1))).isCloseTo(2.0 / 3, within(1e-12));
  }

  private Report report() throws Exception {
    Path model = TextModels.repository(root);
    Files.write(model.resolve("1/model.int8.onnx"), TextModels.model(1, 1, -1));
    List<Candidate> candidates = Candidate.of(model);
    List<Sample> samples = Evaluation.samples(candidates, TextModels.data(root));
    return evaluation().run(candidates, samples, "commands", done -> {});
  }

  /** On a clock that runs a millisecond further each time it is read. */
  private static Evaluation evaluation() {
    AtomicLong nanos = new AtomicLong();
    return new Evaluation(RUNTIME, NO_CLIPS, () -> nanos.getAndAdd(1_000_000));
  }
}
