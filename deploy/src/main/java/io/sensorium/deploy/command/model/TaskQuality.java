package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.evaluate.Candidate;
import io.sensorium.model.evaluate.Evaluation;
import io.sensorium.model.evaluate.Yardstick;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.sensitivity.Quality;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How right a model is on labelled samples, by the features and the decoder that serve it. */
final class TaskQuality implements Quality {
  private final Yardstick yardstick;
  private final int samples;

  /**
   * @param target a model of a repository, which says what its inputs and outputs mean
   * @param labelled the folder of samples
   */
  TaskQuality(QuantizeTarget target, @Nullable Path labelled) {
    QuantizeTarget.Described described = target.described();
    if (labelled == null || described == null) {
      throw new ConfigException(
          "--measure task: expected a model of a repository and --labelled samples, found "
              + (labelled == null ? "no --labelled" : "a file by itself")
              + ". Name the model's folder in its repository, and give samples as 'model evaluate'"
              + " takes them.");
    }
    Candidate original =
        new Candidate(
            described.repository(), described.version(), described.version().file(List.of("fp32")));
    List<Sample> all = Evaluation.samples(List.of(original), labelled);
    this.samples = all.size();
    this.yardstick =
        new Yardstick(
            original, all, OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)), new WavClips());
  }

  @Override
  public double of(byte[] model) {
    return yardstick.of(model);
  }

  @Override
  public String description() {
    return "accuracy or average precision on %,d labelled samples".formatted(samples);
  }
}
