package io.sensorium.model.study;

/** What one encoder came to. */
final class EncoderFigures {
  private final String name;
  private final int parameters;
  private final String tensor;
  private final int inputs;
  private final double right;
  private final double commonest;
  private final double seconds;
  private final byte[] model;

  /**
   * @param tensor name of its input
   * @param inputs values of one example
   * @param right share of the examination's scenes
   * @param commonest share of the examination's scenes that are of its commonest class
   * @param seconds that its training took
   * @param model as an ONNX file; this one's from now on
   */
  EncoderFigures(
      String name,
      int parameters,
      String tensor,
      int inputs,
      double right,
      double commonest,
      double seconds,
      byte[] model) {
    this.name = name;
    this.parameters = parameters;
    this.tensor = tensor;
    this.inputs = inputs;
    this.right = right;
    this.commonest = commonest;
    this.seconds = seconds;
    this.model = model;
  }

  String name() {
    return name;
  }

  int parameters() {
    return parameters;
  }

  String tensor() {
    return tensor;
  }

  int inputs() {
    return inputs;
  }

  double right() {
    return right;
  }

  double commonest() {
    return commonest;
  }

  double seconds() {
    return seconds;
  }

  /** Not to be changed. */
  byte[] model() {
    return model;
  }
}
