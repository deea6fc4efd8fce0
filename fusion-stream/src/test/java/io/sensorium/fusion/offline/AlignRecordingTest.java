package io.sensorium.fusion.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignRecordingTest {
  private static final Pipeline PIPELINE =
      Pipeline.parse(
          "test",
          """
          pipeline: home
          pace: { each: view }
          inputs:
            view:  { modality: camera, sensors: "door*" }
            sound: { modality: audio, match: overlap, before: 500ms, after: 500ms, wait: 1s }
            words: { modality: text, match: latest, lookback: 10s, wait: 200ms }
          """);

  @TempDir private Path folder;

  @Test
  void writesMomentsAndDropsAsJsonLinesAndSumsUp() throws IOException {
    AlignmentSummary summary =
        align(
            """
            1000000,1000000,h1,text,phone,,,"say ""hi"", please"
            1000000,990000,h1,camera,door,f1,,payloads/missing.jpg
            1200000,1000000,h1,audio,mic,a1,300000,payloads/missing.wav
            1300000,1300000,h1,camera,garage,g1,,x
            1400000,500000,h1,camera,door,f0,,x
            9000000,19000000,h1,camera,door,f9,,x
            """);

    assertThat(Files.readString(folder.resolve("moments.jsonl")))
        .isEqualTo(
            """
            {"site":"h1","epoch":0,"time_us":500000,"opened_us":1400000,"closed_us":1400000,"closed_by":"settled","inputs":{"view":[{"sensor":"door","id":"f0","time_us":500000}]},"missing":["sound","words"]}
            {"site":"h1","epoch":0,"time_us":990000,"opened_us":1000000,"closed_us":2000000,"closed_by":"wait","inputs":{"view":[{"sensor":"door","id":"f1","time_us":990000}],"sound":[{"sensor":"mic","id":"a1","time_us":1000000}]},"missing":["words"]}
            """);
    assertThat(Files.readString(folder.resolve("dropped.jsonl")))
        .isEqualTo(
            """
            {"site":"h1","sensor":"door","id":"f9","time_us":19000000,"reason":"future"}
            {"site":"h1","sensor":"phone","id":"0","time_us":1000000,"reason":"unmatched"}
            """);
    assertThat(summary)
        .isEqualTo(
            new AlignmentSummary(
                5,
                1,
                1,
                2,
                Map.of("view", 2L, "sound", 1L, "words", 0L),
                0,
                Map.of(DropReason.FUTURE, 1L, DropReason.UNMATCHED, 1L),
                3));
  }

  @Test
  void ofEqualArrivalsCamerasComeFirstThenAudioThenText() throws IOException {
    align(
        """
        1000000,1000000,h1,text,phone,t,,x
        1000000,1000000,h1,audio,mic,a,600000,x
        1000000,1000000,h1,camera,door,f,,x
        """);

    assertThat(Files.readString(folder.resolve("moments.jsonl")))
        .contains("\"closed_us\":1000000,\"closed_by\":\"settled\"")
        .endsWith("\"missing\":[]}\n");
  }

  @Test
  void aRecordingWithoutRowsGivesEmptyFiles() throws IOException {
    AlignmentSummary summary = align("");

    assertThat(summary.events()).isZero();
    assertThat(folder.resolve("moments.jsonl")).isEmptyFile();
    assertThat(folder.resolve("dropped.jsonl")).isEmptyFile();
  }

  private AlignmentSummary align(String rows) throws IOException {
    Files.writeString(
        folder.resolve("timeline.csv"),
        "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n" + rows);
    return AlignRecording.run(
        PIPELINE, folder, folder.resolve("moments.jsonl"), folder.resolve("dropped.jsonl"));
  }
}
