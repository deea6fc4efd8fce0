package io.sensorium.model.network.learning;

/**
 * Changes a network's parameters between two steps of training: zeroes what shall be 0, for one.
 */
@FunctionalInterface
public interface AfterStep {
  /**
   * Called by the thread that trains, while no other reads the parameters.
   *
   * @param parameters of the whole network
   * @param step that was just made, from 1
   */
  void apply(float[] parameters, int step);
}
