package io.sensorium.model.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledDataTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void foldersAreClasses() throws IOException {
    write("on/a.txt", "lights on\n");
    write("off/deep/b.wav", "RIFF");
    write("off/notes.md", "no sample");
    write("README.txt", "no class");

    List<Sample> samples = LabelledData.classes(folder);

    assertThat(samples).hasSize(2);
    assertThat(samples.get(0).truth()).isEqualTo(new Sample.Labelled("off"));
    assertThat(samples.get(1).content()).isEqualTo(new Sample.Written("lights on"));
  }

  @Test
  void aTableNamesFilesOrTexts() throws IOException {
    write("labels.csv", "text,label\n\"turn it on, please\",on\nstop,off\n");

    List<Sample> samples = LabelledData.classes(folder);

    assertThat(samples.get(0).content()).isEqualTo(new Sample.Written("turn it on, please"));
    assertThat(samples.get(1).truth()).isEqualTo(new Sample.Labelled("off"));
  }

  @Test
  void aTableReachesNothingOutsideItsFolder() throws IOException {
    write("labels.csv", "file,label\n../secret.wav,on\n");

    assertThatThrownBy(() -> LabelledData.classes(folder))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("expected files inside")
        .hasMessageContaining("'../secret.wav'");
  }

  @Test
  void aTableWithoutLabelsIsRefused() throws IOException {
    write("labels.csv", "file,class\na.wav,on\n");

    assertThatThrownBy(() -> LabelledData.classes(folder))
        .hasMessageContaining("columns 'label' and one of 'file' and 'text'")
        .hasMessageContaining("[file, class]");
  }

  @Test
  void anEmptyFolderSaysWhatWasExpected() {
    assertThatThrownBy(() -> LabelledData.classes(folder))
        .hasMessageContaining("a folder for each class")
        .hasMessageContaining("found neither");
  }

  @Test
  void boxesAreFoundBesideTheirPictures() throws IOException {
    write("images/val/one.jpg", "");
    write("images/val/two.jpg", "");
    write("labels/val/one.txt", "1 0.5 0.25 0.1 0.2\n");
    write("data.yaml", "names:\n  0: cat\n  1: dog\n");

    List<Sample> samples = LabelledData.boxes(folder);

    assertThat(samples).hasSize(2);
    Sample.Box box = ((Sample.Boxed) samples.get(0).truth()).boxes().get(0);
    assertThat(box.label()).isEqualTo("dog");
    assertThat(box.middleY()).isCloseTo(0.25, within(1e-12));
    assertThat(((Sample.Boxed) samples.get(1).truth()).boxes()).isEmpty();
  }

  @Test
  void aLineThatIsNoBoxIsNamed() throws IOException {
    write("one.png", "");
    write("one.txt", "1 0.5 wide\n");

    assertThatThrownBy(() -> LabelledData.boxes(folder)).hasMessageContaining("'1 0.5 wide'");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
