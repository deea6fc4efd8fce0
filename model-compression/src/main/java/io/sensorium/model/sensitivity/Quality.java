package io.sensorium.model.sensitivity;

import io.sensorium.model.quantize.OnnxRunner;

/** Port: how good a model is at its task. */
public interface Quality {
  /** From 0 to 1, the best. The same for the same model. */
  double of(OnnxRunner model);

  /** What is measured and on what, for people. */
  String description();
}
