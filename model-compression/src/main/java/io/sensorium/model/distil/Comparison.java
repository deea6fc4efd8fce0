package io.sensorium.model.distil;

import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.network.Network;
import java.util.List;

/**
 * Student beside teacher on samples that decided nothing.
 *
 * @param agreement samples that both take for the same
 * @param teacher samples with a label that the teacher takes for what they are
 * @param student the same of the student
 */
public record Comparison(Share agreement, Share teacher, Share student) {

  /** Compares on a part of the material. */
  public static Comparison of(Network student, Material material, List<Integer> places) {
    int[] counts = new int[4];
    Distillation.run(
        student,
        material,
        places,
        (pass, place, index) -> {
          int sample = places.get(index);
          int said = pass.highest(place);
          int target = material.targets().get(sample);
          counts[0] += said == material.answer(sample) ? 1 : 0;
          counts[1] += material.labelled(sample) ? 1 : 0;
          counts[2] += material.answer(sample) == target ? 1 : 0;
          counts[3] += said == target ? 1 : 0;
        });
    return new Comparison(
        new Share(counts[0], places.size()),
        new Share(counts[2], counts[1]),
        new Share(counts[3], counts[1]));
  }

  /** Whether there were labels. */
  public boolean labelled() {
    return teacher.trials() > 0;
  }
}
