package io.sensorium.model.evaluate;

import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.Task;

/** Compares what a model says with what is right, sample after sample. */
interface Judge {
  /** Of one sample's output. */
  void see(Sample sample, float[] row, SoloModel.Features features);

  /** After the last sample. */
  Quality quality();

  /** The judge for a model's task. */
  static Judge of(SoloModel model, ModelVersion version) {
    if (version.description().task() == Task.DETECTION) {
      return new BoxJudge(model);
    }
    if (model.decoder().scored()) {
      return new ClassJudge(model);
    }
    throw new SampleException(
        version.folder(),
        "'task: classification' or 'detection' in model.yaml",
        String.valueOf(version.description().task()),
        "Evaluate a model whose output is labels or boxes");
  }
}
