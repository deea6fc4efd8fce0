package io.sensorium.ingest.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.ingest.playback.FakeClock;
import io.sensorium.ingest.publish.MemoryPublisher;
import io.sensorium.recording.RecordingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ReplayTest {
  private static final String HEADER =
      "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n";
  private static final long NOW = 1_000_000_000_000L;

  @TempDir Path recording;
  private final FakeClock clock = new FakeClock(NOW);

  @BeforeEach
  void payloads() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    Files.write(recording.resolve("frame.jpg"), jpeg.toByteArray());
    PcmAudio audio =
        new PcmAudio(SampleEncoding.S16LE, 16_000, 1, ByteBuffer.wrap(new byte[16_000]));
    Files.write(recording.resolve("chunk.wav"), WavFile.write(audio));
    Files.write(recording.resolve("broken.jpg"), new byte[] {1, 2, 3, 4});
  }

  @Test
  void everyRowBecomesItsEventInOrder() throws Exception {
    timeline(
        "5000000,4900000,home-1,camera,front,f1,,frame.jpg",
        "5100000,4500000,home-1,audio,mic,,,chunk.wav",
        "5200000,5000000,home-1,text,chat,t1,,\"hello, \"\"you\"\"\"");

    List<SpecificRecord> sent = replay(ReplayOptions.atRecordedPace().withTimesKept());

    CameraFrame frame = (CameraFrame) sent.get(0);
    assertThat(frame.getId()).isEqualTo("f1");
    assertThat(frame.getEventTime()).isEqualTo(Instant.ofEpochMilli(4_900));
    assertThat(frame.getEncoding()).isEqualTo(ImageEncoding.JPEG);
    assertThat(frame.getPayload())
        .isEqualTo(ByteBuffer.wrap(Files.readAllBytes(recording.resolve("frame.jpg"))));
    AudioChunk chunk = (AudioChunk) sent.get(1);
    assertThat(chunk.getId()).isEqualTo("1");
    assertThat(chunk.getDurationUs()).isEqualTo(500_000);
    assertThat(chunk.getPayload().remaining()).isEqualTo(16_000);
    assertThat(((TextEvent) sent.get(2)).getText()).isEqualTo("hello, \"you\"");
  }

  @Test
  void eventTimesAreShiftedByOneAmountThatMakesTheFirstArrivalNow() throws Exception {
    timeline("5000000,4900000,s,text,chat,,,a", "5100000,5300000,s,text,chat,,,b");

    List<SpecificRecord> sent = replay(ReplayOptions.atRecordedPace());

    assertThat(sent)
        .extracting(r -> ((TextEvent) r).getEventTime())
        .containsExactly(micros(NOW - 100_000), micros(NOW + 300_000));
  }

  @ParameterizedTest
  @CsvSource({"1,0,250000,4000000", "2,0,125000,2000000", "0.5,0,500000,8000000"})
  void eventsAreDueByTheirArrivalGapsAndTheSpeed(double speed, long a, long b, long c)
      throws Exception {
    timeline("7,1,s,text,t,,,a", "250007,1,s,text,t,,,b", "4000007,1,s,text,t,,,c");

    replay(ReplayOptions.atRecordedPace().withSpeed(speed));

    assertThat(clock.awaited()).containsExactly(NOW + a, NOW + b, NOW + c);
  }

  @Test
  void asFastAsPossibleWaitsForNothing() throws Exception {
    timeline("0,1,s,text,t,,,a", "3600000000,1,s,text,t,,,b");

    replay(ReplayOptions.atRecordedPace().asFastAsPossible());

    assertThat(clock.awaited()).isEmpty();
  }

  @Test
  void progressTellsEventsAndRecordedTime() throws Exception {
    timeline("0,1,s,text,t,,,a", "2000000,1,s,text,t,,,b");
    List<ReplayProgress> told = new ArrayList<>();

    try (MemoryPublisher kafka = new MemoryPublisher()) {
      ReplayProgress last =
          new Replay(clock)
              .feed(ReplayOptions.atRecordedPace(), recording, kafka.publisher(), told::add);

      assertThat(last).isEqualTo(new ReplayProgress(2, Duration.ofSeconds(2), Duration.ZERO));
      assertThat(told).hasSize(2).last().isEqualTo(last);
    }
  }

  @Test
  void aFileThatManyRowsNameIsReadOnce() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      rows.append(i).append(",1,s,camera,front,,,frame.jpg\n");
    }
    Files.writeString(recording.resolve("timeline.csv"), HEADER + rows);
    PayloadFiles files = new PayloadFiles(recording, 1 << 20);
    ByteBuffer first = files.read("frame.jpg", 1 << 20);

    Files.delete(recording.resolve("frame.jpg"));

    assertThat(files.read("frame.jpg", 1 << 20)).isEqualTo(first);
  }

  @Test
  void theCacheForgetsTheFileThatWasNotUsedForLongest() throws Exception {
    Files.write(recording.resolve("a"), new byte[60]);
    Files.write(recording.resolve("b"), new byte[60]);
    PayloadFiles files = new PayloadFiles(recording, 100);
    files.read("a", 100);
    files.read("b", 100);
    Files.delete(recording.resolve("a"));
    Files.delete(recording.resolve("b"));

    assertThat(files.read("b", 100).remaining()).isEqualTo(60);
    assertThatThrownBy(() -> files.read("a", 100)).hasMessageContaining("none of that name");
  }

  @ParameterizedTest
  @CsvSource({
    "camera,../outside.jpg,../outside.jpg",
    "camera,/etc/hostname,/etc/hostname",
    "camera,link.jpg,a link to",
    "camera,missing.jpg,none of that name",
    "camera,broken.jpg,first bytes 01 02 03 04",
    "camera,chunk.wav,first bytes 52 49 46 46",
    "camera,folder,a folder",
    "audio,frame.jpg,RIFF",
    "audio,'',found nothing",
  })
  void aBadPayloadIsNamedWithItsRow(String modality, String payload, String found)
      throws Exception {
    Path outside = Files.createTempFile("outside", ".jpg");
    Files.createSymbolicLink(recording.resolve("link.jpg"), outside);
    Files.createDirectory(recording.resolve("folder"));
    timeline("0,1,s,text,chat,,,fine", "1,1,s," + modality + ",x,,," + payload);

    assertThatThrownBy(() -> replay(ReplayOptions.atRecordedPace()))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("row 1 (" + modality + " x at site s)")
        .hasMessageContaining("expected")
        .hasMessageContaining(found);
    Files.delete(outside);
  }

  @Test
  void tooLargeAPayloadIsNotRead() throws Exception {
    try (var file = new java.io.RandomAccessFile(recording.resolve("big.jpg").toFile(), "rw")) {
      file.setLength(1L << 33);
    }
    timeline("0,1,s,camera,x,,,big.jpg");

    assertThatThrownBy(() -> replay(ReplayOptions.atRecordedPace()))
        .hasMessageContaining("found 8589934592 bytes");
  }

  @Test
  void tooLongATextIsRefused() throws Exception {
    timeline("0,1,s,text,x,,," + "a".repeat(10 << 20));

    assertThatThrownBy(() -> replay(ReplayOptions.atRecordedPace()))
        .hasMessageContaining("a text of at most 65536 bytes")
        .hasMessageContaining("10485760 bytes");
  }

  @Test
  void whatKafkaDoesNotTakeEndsTheReplayAndNamesTheRow() throws Exception {
    timeline("0,1,s,text,t,,,a", "1,1,s,text,t,,,b");

    try (MemoryPublisher kafka = MemoryPublisher.failing(new InvalidTopicException("no such"))) {
      assertThatThrownBy(
              () ->
                  new Replay(clock)
                      .feed(ReplayOptions.atRecordedPace(), recording, kafka.publisher(), p -> {}))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("row 0")
          .hasMessageContaining("no such");
    }
  }

  private List<SpecificRecord> replay(ReplayOptions options) throws InterruptedException {
    try (MemoryPublisher kafka = new MemoryPublisher()) {
      new Replay(clock).feed(options, recording, kafka.publisher(), progress -> {});
      return kafka.records();
    }
  }

  private void timeline(String... rows) throws IOException {
    Files.writeString(
        recording.resolve("timeline.csv"), HEADER + String.join("\n", rows) + "\n", UTF_8);
  }

  private static Instant micros(long micros) {
    return Instant.EPOCH.plusNanos(micros * 1_000);
  }
}
