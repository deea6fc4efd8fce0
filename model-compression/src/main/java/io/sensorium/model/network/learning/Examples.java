package io.sensorium.model.network.learning;

import java.util.random.RandomGenerator;

/** What a network learns from. Read by many threads at once. */
public interface Examples {
  int size();

  /** The class that is right for an example. */
  int target(int index);

  /** Channels of the network's input; the others of its values are positions. */
  int channels();

  /**
   * Writes an example.
   *
   * @param random choices of how to vary it, the same for the same epoch and example
   */
  void write(int index, RandomGenerator random, float[] input);
}
