package io.sensorium.model.sample;

import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.graph.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Samples as {@code .npy} files of a folder, in the order of their names: one file a sample where
 * the model has one input, else {@code <sample>.<input>.npy}, with {@code _} in place of what file
 * names do not allow.
 */
public final class NpySamples implements Samples {
  private static final String ENDING = ".npy";

  private final Path folder;
  private final List<ModelInput> inputs;
  private final List<String> names = new ArrayList<>();

  private NpySamples(Path folder, List<ModelInput> inputs) {
    this.folder = folder;
    this.inputs = inputs;
  }

  /**
   * Lists the samples of a folder.
   *
   * @throws ModelFileException if there are none, or one lacks an input
   */
  public static NpySamples of(Path folder, List<ModelInput> inputs) {
    if (inputs.isEmpty()) {
      throw new ModelFileException(folder, "a model with inputs", "one without", "Check the model");
    }
    NpySamples samples = new NpySamples(folder, inputs);
    String first = samples.ending(inputs.get(0));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(name -> name.endsWith(first))
          .map(name -> name.substring(0, name.length() - first.length()))
          .sorted()
          .forEach(samples.names::add);
    } catch (IOException unreadable) {
      throw new ModelFileException(
          folder, "a folder of samples", unreadable.toString(), "Check the path");
    }
    if (samples.names.isEmpty()) {
      throw new ModelFileException(
          folder,
          "samples as files *" + first,
          "none",
          inputs.size() == 1
              ? "Save each input sample with numpy.save"
              : "Save each input of each sample as <sample>.<input>.npy with numpy.save");
    }
    return samples;
  }

  /**
   * Samples of a model with one input, by the names of their files.
   *
   * @param files inside the folder
   */
  public static NpySamples of(Path folder, List<String> files, ModelInput input) {
    NpySamples samples = new NpySamples(folder, List.of(input));
    for (String file : files) {
      if (!file.endsWith(ENDING)) {
        throw new ModelFileException(
            folder, "samples as files *" + ENDING, file, "Save them with numpy.save");
      }
      samples.names.add(file.substring(0, file.length() - ENDING.length()));
    }
    return samples;
  }

  @Override
  public int count() {
    return names.size();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    Map<String, Numbers> sample = new LinkedHashMap<>();
    for (ModelInput input : inputs) {
      Path file = folder.resolve(names.get(place) + ending(input));
      if (!Files.isRegularFile(file)) {
        throw new ModelFileException(
            file, "the sample's values of input '" + input.name() + "'", "no file", "Add it");
      }
      NpyFile array = NpyFile.read(file);
      sample.put(
          input.name(),
          input
              .fit(array.values(), array.shape())
              .orElseThrow(
                  () ->
                      new ModelFileException(
                          file,
                          "shape %s of input '%s' (-1: any)".formatted(input.dims(), input.name()),
                          array.shape().toString(),
                          "Save the array in that shape")));
    }
    return sample;
  }

  private String ending(ModelInput input) {
    return inputs.size() == 1
        ? ENDING
        : "." + input.name().replaceAll("[^A-Za-z0-9._-]", "_") + ENDING;
  }
}
