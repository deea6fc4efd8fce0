package io.sensorium.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is in the image that {@code -Pimage} has built; {@code -Dimage.base=scratch} builds it
 * without a base and so without a network.
 */
class ImageLayoutIT {
  private static final Path IMAGE = Path.of("target", "jib-image.tar");
  private static JsonObject configuration = new JsonObject();
  private static final List<String> files = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    assumeThat(IMAGE).as("the image is built with -Pimage").exists();
    Map<String, byte[]> entries = new HashMap<>();
    try (InputStream in = Files.newInputStream(IMAGE)) {
      read(in, entries);
    }
    JsonObject manifest = new JsonArray(text(entries.get("manifest.json"))).getJsonObject(0);
    configuration =
        new JsonObject(text(entries.get(manifest.getString("Config")))).getJsonObject("config");
    for (Object layer : manifest.getJsonArray("Layers")) {
      try (InputStream in =
          new GZIPInputStream(new ByteArrayInputStream(entries.get(String.valueOf(layer))))) {
        Map<String, byte[]> content = new HashMap<>();
        read(in, content);
        files.addAll(content.keySet());
      }
    }
  }

  @Test
  void theCommandIsTheEntryPointAndItsUserIsNotRoot() {
    assertThat(configuration.getString("User")).isEqualTo("10001:10001");
    assertThat(configuration.getJsonArray("Entrypoint").stream().map(String::valueOf))
        .startsWith("java")
        .endsWith("io.sensorium.deploy.command.Main")
        .contains("-Dsensorium.home=/opt/sensorium");
  }

  @Test
  void librariesScenariosAndNativesAreWhereTheCommandLooks() {
    assertThat(files)
        .anyMatch(name -> name.matches("opt/sensorium/libs/kafka-clients-.*\\.jar"))
        .anyMatch(name -> name.startsWith("opt/sensorium/libs/sensorium-schemas-"))
        .contains("opt/sensorium/deploy/scenarios/smart-home/pipeline.yaml")
        .contains("opt/sensorium/native/libonnxruntime.so");
  }

  @Test
  void noLibraryOfTheTestsIsInIt() {
    assertThat(files).noneMatch(name -> name.contains("junit") || name.contains("helm-java"));
  }

  private static void read(InputStream in, Map<String, byte[]> into) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      // Of the files in a layer only the names matter.
      boolean outer = !entry.getName().startsWith("opt/");
      into.put(entry.getName(), outer ? tar.readAllBytes() : new byte[0]);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
