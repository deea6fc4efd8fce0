package io.sensorium.model.study;

import io.sensorium.model.training.FusionExamples;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenes as heads see them.
 *
 * @param moments each scene's embeddings and mask, words being absent where nothing was said
 * @param labels what is going on
 */
record Embedded(List<float[]> moments, List<Integer> labels) {
  Embedded {
    moments = List.copyOf(moments);
    labels = List.copyOf(labels);
  }

  /** The same without one sense. */
  Embedded without(int sense) {
    return masked(7 & ~(1 << sense));
  }

  /** The same with one sense only. */
  Embedded only(int sense) {
    return masked(1 << sense);
  }

  private Embedded masked(int kept) {
    List<float[]> fewer = new ArrayList<>(moments.size());
    for (float[] moment : moments) {
      float[] copy = moment.clone();
      for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
        if ((kept >> sense & 1) == 0) {
          FusionExamples.leaveOut(copy, sense);
        }
      }
      fewer.add(copy);
    }
    return new Embedded(fewer, labels);
  }
}
