package io.sensorium.fusion.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.offline.run.RunCounts;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(summary.counts()).isEqualTo(new RunCounts(5, 1, 1, 3));
    assertThat(summary.moments()).isEqualTo(2);
    assertThat(summary.complete()).isZero();
    assertThat(summary.inputs())
        .extracting(AlignmentSummary.Input::name, AlignmentSummary.Input::moments)
        .containsExactly(tuple("view", 2L), tuple("sound", 1L), tuple("words", 0L));
    assertThat(summary.dropped(DropReason.FUTURE)).isEqualTo(1);
    assertThat(summary.dropped(DropReason.UNMATCHED)).isEqualTo(1);
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

    assertThat(summary.counts().events()).isZero();
    assertThat(folder.resolve("moments.jsonl")).isEmptyFile();
    assertThat(folder.resolve("dropped.jsonl")).isEmptyFile();
  }

  @Test
  void anApproximatePaceMakesMomentsOfEventsThatLieClosest() throws IOException {
    Pipeline pair =
        Pipeline.parse(
            "test",
            """
            pipeline: car
            pace: { approximate: { largest-interval: 30ms } }
            inputs:
              left:  { modality: camera, sensors: left }
              right: { modality: camera, sensors: right, wait: 200ms }
            """);

    AlignmentSummary summary =
        align(
            pair,
            """
            1001000,1000000,v1,camera,left,l0,,x
            1011000,1010000,v1,camera,right,r0,,x
            1051000,1050000,v1,camera,left,l1,,x
            1091000,1090000,v1,camera,left,l2,,x
            1101000,1095000,v1,camera,right,r1,,x
            1151000,1150000,v1,camera,left,l3,,x
            """);

    assertThat(Files.readString(folder.resolve("moments.jsonl")))
        .isEqualTo(
            """
            {"site":"v1","epoch":0,"time_us":1010000,"opened_us":1001000,"closed_us":1051000,"closed_by":"settled","inputs":{"left":[{"sensor":"left","id":"l0","time_us":1000000}],"right":[{"sensor":"right","id":"r0","time_us":1010000}]},"missing":[]}
            {"site":"v1","epoch":0,"time_us":1095000,"opened_us":1091000,"closed_us":1151000,"closed_by":"settled","inputs":{"left":[{"sensor":"left","id":"l2","time_us":1090000}],"right":[{"sensor":"right","id":"r1","time_us":1095000}]},"missing":[]}
            {"site":"v1","epoch":0,"time_us":1150000,"opened_us":1151000,"closed_us":1351000,"closed_by":"wait","inputs":{"left":[{"sensor":"left","id":"l3","time_us":1150000}]},"missing":["right"]}
            """);
    assertThat(Files.readString(folder.resolve("dropped.jsonl")))
        .isEqualTo(
            """
            {"site":"v1","sensor":"left","id":"l1","time_us":1050000,"reason":"unmatched"}
            """);
    assertThat(summary.complete()).isEqualTo(2);
  }

  private AlignmentSummary align(String rows) throws IOException {
    return align(PIPELINE, rows);
  }

  private AlignmentSummary align(Pipeline pipeline, String rows) throws IOException {
    Files.writeString(
        folder.resolve("timeline.csv"),
        "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n" + rows);
    return AlignRecording.run(
        pipeline, folder, folder.resolve("moments.jsonl"), folder.resolve("dropped.jsonl"));
  }
}
