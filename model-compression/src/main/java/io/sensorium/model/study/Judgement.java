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
      right += highest(pass, head) == scenes.labels().get(i) ? 1 : 0;
    }
    return (double) right / scenes.moments().size();
  }

  private static int highest(Pass pass, Network head) {
    int units = head.units().size();
    int best = 0;
    for (int c = 1; c < head.outputs(); c++) {
      best = pass.value(units, c, 0) > pass.value(units, best, 0) ? c : best;
    }
    return best;
  }
}
