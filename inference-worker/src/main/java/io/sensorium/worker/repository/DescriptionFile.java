package io.sensorium.worker.repository;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import io.sensorium.worker.repository.OutputDescription.Activation;
import io.sensorium.worker.repository.OutputDescription.Decoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code model.yaml}, strictly. */
final class DescriptionFile {
  record ModelKeys(
      @Nullable String task,
      @Nullable String labels,
      @Nullable LinkedHashMap<String, InputKeys> inputs,
      @Nullable LinkedHashMap<String, OutputKeys> outputs) {}

  record InputKeys(@Nullable ImageKeys image, @Nullable AudioKeys audio, @Nullable TextKeys text) {}

  record ImageKeys(
      @Nullable List<Integer> size,
      @Nullable String colour,
      @Nullable String resize,
      @Nullable Double scale,
      @Nullable List<Double> mean,
      @Nullable List<Double> std,
      @Nullable Long maxPixels) {}

  record AudioKeys(
      @Nullable Integer sampleRate, @Nullable LogMelKeys logMel, @Nullable RawKeys raw) {}

  record LogMelKeys(
      @Nullable Integer bands,
      @Nullable Integer window,
      @Nullable Integer hop,
      @Nullable Double minHz,
      @Nullable Double maxHz) {}

  record RawKeys(@Nullable Integer window, @Nullable Integer context) {}

  record TextKeys(@Nullable String vocabulary, @Nullable Integer length) {}

  record OutputKeys(
      @Nullable String activation,
      @Nullable String decoder,
      @Nullable Double scoreThreshold,
      @Nullable Double overlapThreshold,
      @Nullable Integer maxObjects) {}

  private final Path file;

  private DescriptionFile(Path file) {
    this.file = file;
  }

  /**
   * @throws ConfigException where it does not say what it should
   */
  static ModelDescription read(Path file) {
    return new DescriptionFile(file)
        .description(ConfigReader.read(file, ModelKeys.class, Map.of()));
  }

  private ModelDescription description(ModelKeys keys) {
    Map<String, FeatureDescription> inputs = new LinkedHashMap<>();
    Objects.requireNonNullElse(keys.inputs(), new LinkedHashMap<String, InputKeys>())
        .forEach((tensor, input) -> inputs.put(tensor, feature("inputs." + tensor, input)));
    Map<String, OutputDescription> outputs = new LinkedHashMap<>();
    Objects.requireNonNullElse(keys.outputs(), new LinkedHashMap<String, OutputKeys>())
        .forEach((tensor, output) -> outputs.put(tensor, output("outputs." + tensor, output)));
    Task task = keys.task() == null ? null : word("task", keys.task(), Task.class, Task.EMBEDDING);
    return new ModelDescription(task, keys.labels(), inputs, outputs);
  }

  private FeatureDescription feature(String at, InputKeys keys) {
    ImageKeys image = keys.image();
    AudioKeys audio = keys.audio();
    TextKeys text = keys.text();
    if (image != null && audio == null && text == null) {
      return image(at + ".image", image);
    }
    if (audio != null && image == null && text == null) {
      return audio(at + ".audio", audio);
    }
    if (text != null && image == null && audio == null) {
      return new FeatureDescription.Text(
          present(at + ".text.vocabulary", text.vocabulary()), text.length());
    }
    throw error(at, "exactly one of 'image', 'audio', 'text'", keys.toString());
  }

  private FeatureDescription image(String at, ImageKeys keys) {
    List<Integer> size = keys.size();
    if (size != null && (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1)) {
      throw error(at + ".size", "[height, width]", size.toString());
    }
    List<Double> mean = Objects.requireNonNullElse(keys.mean(), List.of());
    List<Double> std = Objects.requireNonNullElse(keys.std(), List.of());
    Colour colour = word(at + ".colour", keys.colour(), Colour.class, Colour.RGB);
    Resize resize = word(at + ".resize", keys.resize(), Resize.class, Resize.STRETCH);
    double scale = Objects.requireNonNullElse(keys.scale(), 1.0);
    long maxPixels = Objects.requireNonNullElse(keys.maxPixels(), ImageSpec.DEFAULT_MAX_PIXELS);
    return new FeatureDescription.Image(size, colour, resize, scale, mean, std, maxPixels);
  }

  private FeatureDescription audio(String at, AudioKeys keys) {
    int rate = present(at + ".sample-rate", keys.sampleRate());
    LogMelKeys mel = keys.logMel();
    RawKeys raw = keys.raw();
    if (mel != null && raw == null) {
      String key = at + ".log-mel";
      return new FeatureDescription.LogMel(
          rate,
          present(key + ".bands", mel.bands()),
          present(key + ".window", mel.window()),
          present(key + ".hop", mel.hop()),
          Objects.requireNonNullElse(mel.minHz(), 0.0),
          Objects.requireNonNullElse(mel.maxHz(), rate / 2.0));
    }
    if (raw != null && mel == null) {
      return new FeatureDescription.Raw(
          rate, raw.window(), Objects.requireNonNullElse(raw.context(), 0));
    }
    throw error(at, "exactly one of 'log-mel', 'raw'", keys.toString());
  }

  private OutputDescription output(String at, OutputKeys keys) {
    OutputDescription plain = OutputDescription.PLAIN;
    return new OutputDescription(
        word(at + ".activation", keys.activation(), Activation.class, plain.activation()),
        word(at + ".decoder", keys.decoder(), Decoder.class, plain.decoder()),
        Objects.requireNonNullElse(keys.scoreThreshold(), plain.scoreThreshold()),
        Objects.requireNonNullElse(keys.overlapThreshold(), plain.overlapThreshold()),
        Objects.requireNonNullElse(keys.maxObjects(), plain.maxObjects()));
  }

  private <E extends Enum<E>> E word(String at, @Nullable String text, Class<E> type, E absent) {
    if (text == null) {
      return absent;
    }
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    int index = words.indexOf(text);
    if (index < 0) {
      throw error(at, "one of " + words, "'" + text + "'");
    }
    return type.getEnumConstants()[index];
  }

  private <T> T present(String at, @Nullable T value) {
    if (value == null) {
      throw error(at, "a value", "none");
    }
    return value;
  }

  private ConfigException error(String at, String expected, String found) {
    return new ConfigException(
        "%s: key '%s': expected %s, found %s. Correct it in model.yaml."
            .formatted(file, at, expected, found));
  }
}
