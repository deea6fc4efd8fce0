package io.sensorium.bench.contender;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a run needs.
 *
 * @param name of the run, new each time; topics that it makes begin with it
 * @param kafka client settings, with the registry's address
 * @param pipeline the pipeline file
 * @param folder for files of the run
 * @param output topic of the joined rows
 */
public record RunSettings(
    String name, Map<String, String> kafka, Path pipeline, Path folder, String output) {
  public RunSettings {
    kafka = Map.copyOf(kafka);
  }
}
