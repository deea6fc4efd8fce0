package io.sensorium.worker.repository;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.worker.repository.OutputDescription.Activation;
import io.sensorium.worker.repository.OutputDescription.Decoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads {@code model.yaml}, strictly. */
final class DescriptionFile {
  private final KeyChecks checks;

  private DescriptionFile(KeyChecks checks) {
    this.checks = checks;
  }

  /**
   * @throws ConfigException where it does not say what it should
   */
  static ModelDescription read(Path file) {
    return new DescriptionFile(new KeyChecks(file))
        .description(ConfigReader.read(file, DescriptionKeys.Model.class, Map.of()));
  }

  private ModelDescription description(DescriptionKeys.Model keys) {
    Map<String, FeatureDescription> inputs = new LinkedHashMap<>();
    Objects.requireNonNullElse(keys.inputs(), new LinkedHashMap<String, DescriptionKeys.Input>())
        .forEach((tensor, input) -> inputs.put(tensor, feature("inputs." + tensor, input)));
    Map<String, OutputDescription> outputs = new LinkedHashMap<>();
    Objects.requireNonNullElse(keys.outputs(), new LinkedHashMap<String, DescriptionKeys.Output>())
        .forEach((tensor, output) -> outputs.put(tensor, output("outputs." + tensor, output)));
    Task task =
        keys.task() == null ? null : checks.word("task", keys.task(), Task.class, Task.EMBEDDING);
    return new ModelDescription(task, keys.labels(), inputs, outputs);
  }

  private FeatureDescription feature(String at, DescriptionKeys.Input keys) {
    DescriptionKeys.Image image = keys.image();
    DescriptionKeys.Audio audio = keys.audio();
    DescriptionKeys.Text text = keys.text();
    if (image != null && audio == null && text == null) {
      return ImageDescriptions.read(checks, at + ".image", image);
    }
    if (audio != null && image == null && text == null) {
      return SoundDescriptions.read(checks, at + ".audio", audio);
    }
    if (text != null && image == null && audio == null) {
      return TextDescriptions.read(checks, at + ".text", text);
    }
    throw checks.error(at, "exactly one of 'image', 'audio', 'text'", keys.toString());
  }

  private OutputDescription output(String at, DescriptionKeys.Output keys) {
    OutputDescription plain = OutputDescription.PLAIN;
    return new OutputDescription(
        checks.word(at + ".activation", keys.activation(), Activation.class, plain.activation()),
        checks.word(at + ".decoder", keys.decoder(), Decoder.class, plain.decoder()),
        Objects.requireNonNullElse(keys.scoreThreshold(), plain.scoreThreshold()),
        Objects.requireNonNullElse(keys.overlapThreshold(), plain.overlapThreshold()),
        Objects.requireNonNullElse(keys.maxObjects(), plain.maxObjects()));
  }
}
