package io.sensorium.model.supervised.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.labelled.SampleException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnipsFilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void bothFormsAreReadAndPartsJoined() throws Exception {
    Files.writeString(
        folder.resolve("train_Weather.json"),
        """
        {"Weather": [{"data": [{"text": "rain in "}, {"text": "Paris", "entity": "city"}, {"text": "?"}]}]}
        """);
    Files.writeString(
        folder.resolve("lights.json"),
        """
        {"entities": {"room": {"data": []}}, "language": "en",
         "intents": {"lightOn": {"utterances": [{"data": [{"text": "light "}, {"text": "up"}]}]}}}
        """);

    TextSource source = IntentSamples.read(folder);

    assertThat(source.samples().labels()).containsExactly("Weather", "lightOn");
    assertThat(source.samples().items()).containsExactly("light up", "rain in Paris?");
    assertThat(source.samples().targets()).containsExactly(1, 0);
    assertThat(source.words()).contains("Snips");
  }

  @Test
  void brokenJsonIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("train.json"), "{\"A\": [");

    assertThatThrownBy(() -> SnipsFiles.read(file))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("train.json")
        .hasMessageContaining("a JSON file");
  }
}
