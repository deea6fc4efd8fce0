package io.sensorium.deploy.demo;

import io.sensorium.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scenario pack: a folder with a pipeline file and a model repository.
 *
 * @param name the folder's name
 * @param folder the folder
 */
public record Scenario(String name, Path folder) {

  /**
   * The pack of this name among the packs in a folder.
   *
   * @throws ConfigException where there is none; names those that there are
   */
  public static Scenario find(Path packs, String name) {
    try (Stream<Path> folders = Files.list(packs)) {
      List<String> names =
          folders
              .filter(f -> Files.exists(f.resolve("pipeline.yaml")))
              .map(f -> f.getFileName().toString())
              .sorted()
              .toList();
      if (!names.contains(name)) {
        throw new ConfigException(
            "expected a scenario out of "
                + names.stream().collect(Collectors.joining(", "))
                + ", found '"
                + name
                + "'");
      }
      return new Scenario(name, packs.resolve(name));
    } catch (IOException e) {
      throw new ConfigException("expected scenario packs in " + packs + ", found none", e);
    }
  }

  Path pipelineFile() {
    return folder.resolve("pipeline.yaml");
  }

  Path models() {
    return folder.resolve("models");
  }
}
