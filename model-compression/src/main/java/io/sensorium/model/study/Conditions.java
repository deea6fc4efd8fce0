package io.sensorium.model.study;

import io.sensorium.model.network.Network;
import io.sensorium.model.training.FusionExamples;
import io.sensorium.model.training.Scenes;
import java.util.ArrayList;
import java.util.List;

/**
 * The same scenes under the conditions that a head has to stand.
 *
 * @param all with all senses
 * @param missing without each
 * @param noisy with all senses working badly
 */
record Conditions(Embedded all, List<Embedded> missing, Embedded noisy) {
  Conditions {
    missing = List.copyOf(missing);
  }

  static Conditions of(Encoders encoders, Scenes scenes) {
    Embedded all = encoders.embed(scenes, Noise.NONE);
    List<Embedded> missing = new ArrayList<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      missing.add(all.without(sense));
    }
    return new Conditions(all, missing, encoders.embed(scenes, Noise.STRONG));
  }

  int size() {
    return all.moments().size();
  }

  /** Shares of right labels without each sense. */
  List<Double> without(Network head) {
    return missing.stream().map(scenes -> Judgement.accuracy(head, scenes)).toList();
  }

  /** The mean of the shares under all conditions. */
  double mean(Network head) {
    double sum = Judgement.accuracy(head, all) + Judgement.accuracy(head, noisy);
    for (double share : without(head)) {
      sum += share;
    }
    return sum / (2 + missing.size());
  }
}
