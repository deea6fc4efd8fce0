package io.sensorium.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFolderTest {
  @TempDir private Path model = Path.of("");

  @Test
  void anotherFormLeavesNothingOfTheOneBefore() throws Exception {
    write(Map.of("model.onnx", "old", "vocabulary.txt", "words", "NOTES.md", "mine"));
    Files.writeString(version("model.int8.onnx"), "old, on 8 bits");

    write(Map.of("model.onnx", "new", "idf.tsv", "words"));

    try (var files = Files.list(model.resolve("1"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.onnx", "idf.tsv", "NOTES.md", "sha256");
    }
    assertThat(version("sha256")).content().contains("idf.tsv").doesNotContain("vocabulary.txt");
  }

  private Path version(String name) {
    return model.resolve("1").resolve(name);
  }

  private void write(Map<String, String> files) throws Exception {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    VersionFolder.write(model, "task: classification\n", bytes);
  }
}
