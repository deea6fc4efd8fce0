package io.sensorium.model.evaluate;

import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.Sample;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One number for one model, for those who change a model and want to know what that costs: accuracy
 * or mean average precision on labelled samples, whose features are computed once.
 */
public final class Yardstick {
  private final Candidate original;
  private final List<Sample> samples;
  private final ModelRuntime runtime;
  private final List<SoloModel.Features> features = new ArrayList<>();

  /**
   * @param original the model before any change, as its repository describes it
   * @throws io.sensorium.model.labelled.SampleException if a sample has no features
   */
  public Yardstick(
      Candidate original, List<Sample> samples, ModelRuntime runtime, ClipReader clips) {
    this.original = original;
    this.samples = List.copyOf(samples);
    this.runtime = runtime;
    Payloads payloads = new Payloads(clips);
    try (SoloModel model = solo(runtime.load(original.file().path()))) {
      for (Sample sample : samples) {
        features.add(Evaluation.of(model, sample, payloads));
      }
    }
  }

  /**
   * The number, from 0 to 1.
   *
   * @param model an ONNX file with the original's inputs and outputs
   */
  public double of(byte[] model) {
    try {
      Path file = Files.createTempFile("candidate", ".onnx");
      try {
        Files.write(file, model);
        return of(runtime.load(file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double of(ModelSession session) {
    try (SoloModel model = solo(session)) {
      Judge judge = Judge.of(model, original.version());
      for (int i = 0; i < samples.size(); i++) {
        judge.see(samples.get(i), model.run(features.get(i)), features.get(i));
      }
      return judge.quality().headline();
    }
  }

  private SoloModel solo(ModelSession session) {
    return SoloModel.of(original.repository(), original.version(), null, session);
  }
}
