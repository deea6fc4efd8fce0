package io.sensorium.fusion.offline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.fusion.offline.Recorded;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTextTest {
  @TempDir private Path folder;

  @Test
  void saysWhatMomentsHaveWhatWaitingCostAndWhyEventsWereDropped() {
    assertThat(SummaryText.lines(summary()))
        .containsExactly(
            "home: 2 moments from 5 events of 1 site",
            "  1 moments (50.0 %) have every input",
            "  1 rows match no input",
            "",
            "  input            moments   of all   |t - T|                p50       p90       p99       max",
            "  view                   2    100 %                            0         0         0         0",
            "  words                  1   50.0 %   median -20.0 ms    20.0 ms   20.0 ms   20.0 ms   20.0 ms",
            "",
            "  closed by        moments   of all   waited                 p50       p90       p99       max",
            "  wait                   2    100 %   after opening       200 ms    200 ms    200 ms    200 ms",
            "                                      after T             210 ms    210 ms    210 ms    210 ms",
            "",
            "dropped: 2 events (40.0 %)",
            "  future                 1   words 1: its time is further ahead of its arrival than max-ahead allows",
            "                             -> set the device's clock right, give the input an offset, or raise max-ahead",
            "  unmatched              1   words 1: no moment had it within reach",
            "                             -> raise tolerance, lookback, before or after, if moments lack the input");
  }

  @Test
  void anInputThatNothingMatchesIsTold() {
    Pipeline pipeline =
        Pipeline.parse(
            "test",
            """
            pipeline: home
            pace: { each: view }
            inputs:
              view:  { modality: camera }
              sound: { modality: audio, sensors: "microphone*", match: overlap, before: 1s, after: 1s }
            """);
    Path recording =
        new Recorded()
            .event(1_000, 1_000, "camera", "door")
            .event(2_000, 2_000, "audio", "mic")
            .event(3_000, 3_000, "audio", "mic")
            .event(4_000, 4_000, "audio", "hall")
            .in(folder);

    assertThat(
            SummaryText.lines(
                AlignRecording.run(pipeline, recording, folder.resolve("m"), folder.resolve("d"))))
        .contains(
            "  no event matches sound: look at its modality and sensors; of no input are mic 2, hall 1");
  }

  @Test
  void theJsonHoldsTheSameFigures() throws IOException {
    Path file = folder.resolve("summary.json");

    SummaryJson.write(summary(), file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/moments").asLong()).isEqualTo(2);
    assertThat(json.at("/inputs/words/share").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/inputs/words/distance_us/most").asLong()).isEqualTo(20_000);
    assertThat(json.at("/inputs/words/median_skew_us").asLong()).isEqualTo(-20_000);
    assertThat(json.at("/closed_by/wait/after_opening_us/p50").asLong()).isEqualTo(200_000);
    assertThat(json.at("/dropped/unmatched/inputs/words").asLong()).isEqualTo(1);
    assertThat(json.at("/hints").size()).isZero();
  }

  @Test
  void everyReasonHasItsWords() {
    for (DropReason reason : DropReason.values()) {
      assertThat(List.of(Words.meaning(reason), Words.remedy(reason)))
          .allSatisfy(words -> assertThat(words).isNotBlank());
    }
  }

  @Test
  void onlyAllOfItIsAHundredPercent() {
    assertThat(Words.percent(1)).isEqualTo("100 %");
    assertThat(Words.percent(0.99999)).isEqualTo("99.9 %");
    assertThat(Words.percent(0.912)).isEqualTo("91.2 %");
    assertThat(Words.percent(0)).isEqualTo("0.0 %");
  }

  private AlignmentSummary summary() {
    Path recording =
        new Recorded()
            .event(1_010_000, 1_000_000, "camera", "door")
            .event(1_020_000, 980_000, "text", "phone")
            .event(3_010_000, 3_000_000, "camera", "door")
            .event(3_020_000, 2_500_000, "text", "phone")
            .event(3_030_000, 99_000_000, "text", "phone")
            .event(3_040_000, 3_000_000, "audio", "mic")
            .in(folder);
    Pipeline pipeline =
        Pipeline.parse(
            "test",
            """
            pipeline: home
            pace: { each: view }
            inputs:
              view:  { modality: camera }
              words: { modality: text, match: nearest, tolerance: 100ms, wait: 200ms }
            """);
    return AlignRecording.run(pipeline, recording, folder.resolve("m"), folder.resolve("d"));
  }
}
