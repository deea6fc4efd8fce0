package io.sensorium.model.sensitivity;

/** Port: how good a model is at its task. */
public interface Quality {
  /**
   * From 0 to 1, the best. The same for the same model.
   *
   * @param model an ONNX file with the float model's inputs and outputs
   */
  double of(byte[] model);

  /** What is measured and on what, for people. */
  String description();
}
