package io.sensorium.model.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sensorium.event.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledRecordingTest {
  private static final String HEADER =
      "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void record() throws IOException {
    write("a.wav", "");
    write("b.wav", "");
    write("c.wav", "");
    write("f.jpg", "");
    write(
        "timeline.csv",
        HEADER
            + "100,100,home,camera,front,0,,f.jpg\n"
            + "200,0,home,audio,mic,1,100,a.wav\n"
            + "210,100,home,audio,mic,2,100,b.wav\n"
            + "300,290,home,text,hub,3,,lights on\n"
            + "400,5000,home,audio,mic,4,100,c.wav\n"
            + "500,5000,away,text,hub,5,,good night\n");
  }

  @Test
  void eventsHaveTheLabelOfTheirTimeAndOthersAreLeftOut() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,0,290\nevening,290,291\nnight,5000,6000\n");

    assertThat(LabelledData.isRecording(folder)).isTrue();
    assertThat(LabelledData.recorded(folder, Modality.TEXT))
        .extracting(Sample::content, Sample::truth)
        .containsExactly(
            tuple(new Sample.Written("lights on"), new Sample.Labelled("evening")),
            tuple(new Sample.Written("good night"), new Sample.Labelled("night")));
    assertThat(LabelledData.recorded(folder, Modality.CAMERA))
        .extracting(Sample::name, Sample::content)
        .containsExactly(tuple("row 0", new Sample.Stored(root().resolve("f.jpg"))));
  }

  @Test
  void soundIsHeardBehindWhatItFollowsAndCountsByItsMiddle() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,150,200\nnight,5000,6000\n");

    List<Sample> samples = LabelledData.recorded(folder, Modality.AUDIO);

    // The first chunk's middle, 50, has no label, but the second follows it; the third does not.
    assertThat(samples)
        .extracting(Sample::content, Sample::truth)
        .containsExactly(
            tuple(
                new Sample.Heard(List.of(root().resolve("a.wav"), root().resolve("b.wav"))),
                new Sample.Labelled("day")),
            tuple(new Sample.Stored(root().resolve("c.wav")), new Sample.Labelled("night")));
  }

  @Test
  void aSpanCanBeForOneSiteOrSensor() throws IOException {
    write(
        "labels.csv", "label,from_us,to_us,site,sensor\nday,0,9000,home,\nnight,0,9000,away,hub\n");

    assertThat(LabelledData.recorded(folder, Modality.TEXT))
        .extracting(Sample::truth)
        .containsExactly(new Sample.Labelled("day"), new Sample.Labelled("night"));
  }

  @Test
  void twoLabelsAtOneTimeAreRefused() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,0,300\nevening,280,400\n");

    assertThatThrownBy(() -> LabelledData.recorded(folder, Modality.TEXT))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("expected one label at each time")
        .hasMessageContaining("[day, evening] for row 3");
  }

  @Test
  void aSpanThatEndsBeforeItBeginsIsRefused() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,300,200\n");

    assertThatThrownBy(() -> LabelledData.recorded(folder, Modality.TEXT))
        .hasMessageContaining("a to_us behind its from_us in row 1");
  }

  @Test
  void noEventAtALabelledTimeSaysSo() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,90000,99000\n");

    assertThatThrownBy(() -> LabelledData.recorded(folder, Modality.CAMERA))
        .hasMessageContaining("events of modality CAMERA")
        .hasMessageContaining("Compare from_us and to_us with time_us");
  }

  @Test
  void soundOfUnknownLengthIsRefused() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,0,300\n");
    write("timeline.csv", HEADER + "1,1,home,audio,mic,0,,a.wav\n");

    assertThatThrownBy(() -> LabelledData.recorded(folder, Modality.AUDIO))
        .hasMessageContaining("expected the duration_us of each chunk of sound")
        .hasMessageContaining("found none in row 0");
  }

  @Test
  void aPayloadOutsideTheRecordingIsRefused() throws IOException {
    write("labels.csv", "label,from_us,to_us\nday,0,300\n");
    write("timeline.csv", HEADER + "1,1,home,camera,front,0,,../secret.jpg\n");

    assertThatThrownBy(() -> LabelledData.recorded(folder, Modality.CAMERA))
        .hasMessageContaining("payloads inside the recording's folder")
        .hasMessageContaining("'../secret.jpg'");
  }

  private Path root() {
    return folder.toAbsolutePath().normalize();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
