package io.sensorium.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.Modality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingTest {
  @TempDir Path folder;

  @Test
  void what_is_written_is_read_back_quotes_and_line_breaks_included() throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(folder)) {
      String frame =
          writer.payloadFile(
              "jpg", ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3}));
      writer.write(10, 5, "home-1", Modality.CAMERA, "door", "a", 0, frame);
      writer.write(10, 7, "home-1", Modality.TEXT, "chat", "b", 0, "he said \"hi\",\nand left");
      writer.write(12, 3, "home-1", Modality.AUDIO, "mic", "", 250_000, "mic.wav");
    }

    List<RecordedEvent> events = read();

    assertThat(events)
        .containsExactly(
            new RecordedEvent(
                0, 10, 5, "home-1", Modality.CAMERA, "door", "a", 0, "payloads/000000000.jpg"),
            new RecordedEvent(
                1, 10, 7, "home-1", Modality.TEXT, "chat", "b", 0, "he said \"hi\",\nand left"),
            new RecordedEvent(2, 12, 3, "home-1", Modality.AUDIO, "mic", "2", 250_000, "mic.wav"));
    assertThat(folder.resolve("payloads/000000000.jpg")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void a_recording_is_never_overwritten() {
    RecordingWriter.create(folder).close();

    assertThatThrownBy(() -> RecordingWriter.create(folder)).hasMessageContaining("another folder");
  }

  @Test
  void mistakes_name_the_row() throws IOException {
    assertThatThrownBy(() -> readRows("5,5,s,camera,c,,,x\n4,4,s,camera,c,,,x\n"))
        .hasMessageContaining("row 1")
        .hasMessageContaining("arrival order");
    assertThatThrownBy(() -> readRows("5,soon,s,camera,c,,,x\n")).hasMessageContaining("time_us");
    assertThatThrownBy(() -> readRows("5,5,s,smell,c,,,x\n"))
        .hasMessageContaining("camera, audio or text");
    assertThatThrownBy(() -> readRows("5,5,s,camera,c\n")).hasMessageContaining("8 fields");
    assertThatThrownBy(() -> readRows("5,5,,camera,c,,,x\n")).hasMessageContaining("a site");
  }

  @Test
  void a_folder_without_a_timeline_is_no_recording() {
    assertThatThrownBy(() -> RecordingReader.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("timeline.csv");
  }

  private void readRows(String rows) throws IOException {
    Files.write(
        folder.resolve("timeline.csv"),
        ("arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n" + rows)
            .getBytes(UTF_8));
    read();
  }

  private List<RecordedEvent> read() {
    try (RecordingReader reader = RecordingReader.open(folder)) {
      List<RecordedEvent> events = new ArrayList<>();
      reader.forEachRemaining(events::add);
      return events;
    }
  }
}
