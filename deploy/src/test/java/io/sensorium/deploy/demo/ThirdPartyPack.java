package io.sensorium.deploy.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Puts a scenario pack together from a pipeline in the tests' resources and a model that others
 * made.
 */
final class ThirdPartyPack {
  private ThirdPartyPack() {}

  /**
   * @param name folder of the tests' resources with pipeline.yaml, model.yaml and labels.txt
   * @param model name in the repository
   * @param file of the model in SENSORIUM_DATA
   */
  static Scenario write(Path folder, String name, String model, String file) throws IOException {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no models that others made");
    Path version = folder.resolve("models").resolve(model).resolve("1");
    Files.createDirectories(version);
    copy(name + "/pipeline.yaml", folder.resolve("pipeline.yaml"));
    copy(name + "/model.yaml", version.resolveSibling("model.yaml"));
    copy(name + "/labels.txt", version.resolve("labels.txt"));
    Files.copy(Path.of(data).resolve(file), version.resolve("model.onnx"));
    return new Scenario(name, folder);
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ThirdPartyPack.class.getResourceAsStream("/third-party/" + resource), resource)) {
      Files.copy(in, target);
    }
  }
}
