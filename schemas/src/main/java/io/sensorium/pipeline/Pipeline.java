package io.sensorium.pipeline;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline: its inputs, how they are aligned, and which models run on the moments.
 *
 * @param name names the pipeline's topics
 * @param pace what opens a moment
 * @param inputs in the order of the file
 * @param limits what it holds out against
 * @param inference null where moments alone are wanted
 */
public record Pipeline(
    String name, Pace pace, List<Input> inputs, Limits limits, @Nullable Inference inference) {
  public Pipeline {
    inputs = List.copyOf(inputs);
  }

  /**
   * Reads a pipeline file.
   *
   * @throws ConfigException where it is missing, has an unknown key, or contradicts itself
   */
  public static Pipeline read(Path file) {
    return PipelineParser.check(
        file.toString(), ConfigReader.read(file, PipelineFile.class, Map.of()));
  }

  /**
   * Reads a pipeline from text.
   *
   * @param source what to call the text in errors
   */
  public static Pipeline parse(String source, String yaml) {
    return PipelineParser.check(
        source, ConfigReader.parse(source, yaml, PipelineFile.class, Map.of()));
  }

  /** The input of this name. */
  public Input input(String inputName) {
    return inputs.stream()
        .filter(i -> i.name().equals(inputName))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "expected an input of " + name + ", found '" + inputName + "'"));
  }
}
