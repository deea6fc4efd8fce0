package io.sensorium.worker.repository;

/**
 * What is to be done with an output.
 *
 * @param activation turns raw values into scores
 * @param decoder turns them into boxes
 * @param scoreThreshold boxes below it are left out
 * @param overlapThreshold of two boxes of one label that overlap more (intersection over union),
 *     the one with the lower score is left out
 * @param maxObjects boxes at most
 */
public record OutputDescription(
    Activation activation,
    Decoder decoder,
    double scoreThreshold,
    double overlapThreshold,
    int maxObjects) {

  /** An output that is taken as it is. */
  public static final OutputDescription PLAIN =
      new OutputDescription(Activation.NONE, Decoder.NONE, 0.3, 0.45, 100);

  /** Raw values to scores. */
  public enum Activation {
    NONE,
    SOFTMAX,
    SIGMOID
  }

  /** Raw values to boxes. */
  public enum Decoder {
    NONE,
    /** Grids of strides 8, 16 and 32; of each cell x, y, log width, log height, object, classes. */
    YOLOX
  }
}
