package io.sensorium.model.training;

import io.sensorium.model.network.learning.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Embeddings of all senses with a mask of those that are present. Each time some senses are left
 * out, so that the head learns to judge by any of them.
 *
 * @param moments each sense's embedding, then the mask
 * @param targets the label of each
 * @param senses that may be present: true for all of them, or for one in an upper bound
 * @param dropping true where present senses are left out at random
 */
public record FusionExamples(
    List<float[]> moments, List<Integer> targets, List<Boolean> senses, boolean dropping)
    implements Examples {
  /** Values of each sense's embedding. */
  public static final int WIDTH = Encoder.EMBEDDING;

  /** Frame, sound and words. */
  public static final int SENSES = 3;

  /** Values of one example. */
  public static final int INPUTS = SENSES * (Encoder.EMBEDDING + 1);

  /** Puts embeddings and mask together; an absent sense gives zeros. */
  public static float[] moment(List<float[]> embeddings, boolean... present) {
    float[] moment = new float[INPUTS];
    for (int sense = 0; sense < SENSES; sense++) {
      if (present[sense]) {
        System.arraycopy(
            embeddings.get(sense), 0, moment, sense * Encoder.EMBEDDING, Encoder.EMBEDDING);
        moment[SENSES * Encoder.EMBEDDING + sense] = 1;
      }
    }
    return moment;
  }

  /** Takes a sense out of a moment, in place. */
  public static void leaveOut(float[] moment, int sense) {
    Arrays.fill(moment, sense * Encoder.EMBEDDING, (sense + 1) * Encoder.EMBEDDING, 0f);
    moment[SENSES * Encoder.EMBEDDING + sense] = 0;
  }

  @Override
  public int size() {
    return moments.size();
  }

  @Override
  public int target(int index) {
    return targets.get(index);
  }

  @Override
  public int channels() {
    return INPUTS;
  }

  @Override
  public void write(int index, RandomGenerator random, float[] input) {
    System.arraycopy(moments.get(index), 0, input, 0, INPUTS);
    long draw = random.nextLong();
    // Half of the time all that there is; else one of the seven subsets that are not empty.
    int kept = !dropping || (draw & 8) == 0 ? 7 : 1 + (int) Math.floorMod(draw >>> 8, 7L);
    for (int sense = 0; sense < SENSES; sense++) {
      if (((kept >> sense) & 1) == 0 || !senses.get(sense)) {
        leaveOut(input, sense);
      }
    }
  }
}
