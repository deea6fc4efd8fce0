package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.deploy.samples.PayloadSamples;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.sample.ModelInput;
import io.sensorium.model.sample.NpySamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.worker.graph.SoloModel;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Labelled samples in the form that a model wants: payloads as 'model evaluate' takes them for a
 * model of a repository; for a file by itself a {@code labels.csv} that names {@code .npy} files.
 *
 * @param option that named them, for errors
 * @param labels of the samples, in their order
 */
record LabelledSamples(String option, Samples samples, List<String> labels) {

  static LabelledSamples of(String option, QuantizeTarget target, ModelProto model, Path folder) {
    QuantizeTarget.Described described = target.described();
    if (LabelledData.isRecording(folder)) {
      if (described == null) {
        throw new ConfigException(
            option
                + ": expected a model of a repository, which says what it takes of a recording, found a"
                + " file by itself. Name the model's folder in its repository.");
      }
      SoloModel served = ModelSamples.served(described, target.file());
      List<Sample> events = LabelledData.recorded(folder, served.modality());
      return new LabelledSamples(option, PayloadSamples.of(served, events), labels(events));
    }
    List<Sample> all = LabelledData.classes(folder);
    List<String> labels = labels(all);
    boolean arrays = all.stream().allMatch(s -> s.name().endsWith(".npy"));
    if (described != null && !arrays) {
      return new LabelledSamples(
          option, PayloadSamples.of(ModelSamples.served(described, target.file()), all), labels);
    }
    if (!arrays) {
      throw new ConfigException(
          option
              + ": expected labels.csv with columns file,label and .npy files for a model file"
              + " by itself, found other samples. Name the model's folder in its repository, which"
              + " says what its input means.");
    }
    ModelInput input = ModelInput.of(model.getGraph()).get(0);
    List<String> files = all.stream().map(Sample::name).toList();
    return new LabelledSamples(option, NpySamples.of(folder, files, input), labels);
  }

  private static List<String> labels(List<Sample> samples) {
    return samples.stream().map(s -> ((Sample.Labelled) s.truth()).label()).toList();
  }

  /** The labels that there are, sorted. */
  List<String> classes() {
    return List.copyOf(new TreeSet<>(labels));
  }

  /**
   * The place of each sample's label among a model's; labels are class numbers where the model
   * names none.
   *
   * @param classes of the model
   * @throws SampleException if the model does not know a label
   */
  List<Integer> targets(List<String> known, int classes) {
    return labels.stream().map(label -> target(label, known, classes)).toList();
  }

  private int target(String label, List<String> known, int classes) {
    int place = known.indexOf(label);
    if (known.isEmpty() && label.matches("\\d{1,6}")) {
      place = Integer.parseInt(label);
    }
    if (place < 0 || place >= classes) {
      throw new SampleException(
          option,
          known.isEmpty() ? "class numbers from 0 to " + (classes - 1) : "labels of " + known,
          "'" + label + "'",
          "Correct the label, or leave the sample out");
    }
    return place;
  }
}
