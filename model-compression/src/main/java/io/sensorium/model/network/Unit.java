package io.sensorium.model.network;

import java.util.random.RandomGenerator;

/**
 * One layer, or several that are no plain chain, without parameters: those stand in one vector of
 * the whole network from an offset {@code at} on. Values of a batch are laid out as
 * [channel][example][position], so that a layer is one product of matrices whose rows are long.
 * Immutable and thread-safe.
 */
public sealed interface Unit
    permits AveragePool,
        Branches,
        Convolution,
        Dense,
        Depthwise,
        Flatten,
        Formed,
        GlobalPool,
        MaxPool,
        MeanAndDeviation,
        Rectifier,
        Rescale,
        Residual,
        SqueezeExcite,
        WordMean,
        WordSequence {
  /** Values of one example that go in. */
  int inputs();

  /** Values of one example that come out. */
  int outputs();

  /** Parameters that it takes from the network's vector. */
  default int parameters() {
    return 0;
  }

  /** Draws its first parameters. */
  default void initialise(float[] parameters, int at, RandomGenerator random) {}

  /** Floats of scratch space for a batch. */
  default int scratch(int batch) {
    return 0;
  }

  /** Fills {@code y} from {@code x}. */
  void forward(float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch);

  /**
   * Fills {@code dx} from {@code dy} and adds to the gradients of the parameters.
   *
   * @param x what went in at the forward pass
   * @param y what came out of it
   */
  void backward(
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] gradients,
      int batch,
      float[] scratch);
}
