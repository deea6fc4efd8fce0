package io.sensorium.model.network.learning;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;

/** A loss that a network is to make small. Used by many threads at once. */
@FunctionalInterface
public interface Objective {
  /**
   * Sets the slopes of an example's loss at the end of a pass.
   *
   * @param place of the example in the pass
   * @param index of the example among all
   * @return the loss
   */
  double slopes(Pass pass, Network network, int place, int index);
}
