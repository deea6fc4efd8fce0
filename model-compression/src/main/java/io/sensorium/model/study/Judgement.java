package io.sensorium.model.study;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;

/** How often a head is right. */
final class Judgement {
  private Judgement() {}

  /** The share of scenes whose label has the highest score. */
  static double accuracy(Network head, Embedded scenes) {
    Pass pass = head.pass(1);
    int right = 0;
    for (int i = 0; i < scenes.moments().size(); i++) {
      pass.set(0, scenes.moments().get(i), head.inputs());
      pass.forward(head.units().size());
      right += pass.highest(0) == scenes.labels().get(i) ? 1 : 0;
    }
    return (double) right / scenes.moments().size();
  }
}
