package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.samples.PayloadSamples;
import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.sample.ModelInput;
import io.sensorium.model.sample.NpySamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sample.SpreadSamples;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The samples of a folder, in the form that the model wants. */
final class ModelSamples {
  private ModelSamples() {}

  /**
   * Of {@code .npy} files where there are some; else, for a model of a repository, of payloads by
   * the features that serve it.
   *
   * @param most of them, spread evenly over all
   */
  static Samples of(QuantizeTarget target, ModelProto model, Path folder, int most) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          "--samples: expected a folder, found none at " + folder + ". Check the path.");
    }
    if (most < 1) {
      throw new ConfigException("--max-samples: expected at least 1, found " + most + ".");
    }
    QuantizeTarget.Described described = target.described();
    Samples all =
        described == null || arrays(folder)
            ? NpySamples.of(folder, ModelInput.of(model.getGraph()))
            : PayloadSamples.of(served(described, target.file()), folder);
    return new SpreadSamples(all, most);
  }

  /**
   * Of a topic's newest events, for a model of a repository, by the features that serve it.
   *
   * @param kafka where the topic is
   * @param most of them
   */
  static Samples ofTopic(QuantizeTarget target, Map<String, String> kafka, String topic, int most) {
    QuantizeTarget.Described described = target.described();
    if (described == null) {
      throw new ConfigException(
          "--topic: expected a model of a repository, which says how events become its inputs, found"
              + " a file by itself. Name the model's folder in its repository, or give --samples.");
    }
    if (most < 1) {
      throw new ConfigException("--max-samples: expected at least 1, found " + most + ".");
    }
    BrokerCheck.require(kafka);
    return PayloadSamples.ofTopic(served(described, target.file()), kafka, topic, most);
  }

  private static boolean arrays(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".npy"));
    } catch (IOException unreadable) {
      throw new ModelFileException(
          folder, "a folder that can be read", unreadable.toString(), "Make it readable");
    }
  }

  /** Lives as long as the command. */
  static SoloModel served(QuantizeTarget.Described described, Path file) {
    OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
    return SoloModel.encoder(described.repository(), described.version(), runtime.load(file));
  }
}
