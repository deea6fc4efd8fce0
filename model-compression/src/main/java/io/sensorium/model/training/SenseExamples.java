package io.sensorium.model.training;

import io.sensorium.model.network.learning.Examples;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Features of one sense and what it shows, varied a little each time.
 *
 * @param features as the sense's encoder takes them
 * @param targets the class of each
 * @param channels of the encoder's input
 * @param variation makes up for what the simulation lacks
 */
public record SenseExamples(
    List<float[]> features, List<Integer> targets, int channels, Variation variation)
    implements Examples {

  /** Changes an example in place. */
  @FunctionalInterface
  public interface Variation {
    void apply(float[] input, RandomGenerator random);
  }

  /** Left and right change places in every other frame. */
  public static final Variation MIRRORED =
      (input, random) -> {
        if (random.nextBoolean()) {
          int width = SenseFeatures.FRAME.width();
          for (int row = 0; row < input.length; row += width) {
            for (int i = 0; i < width / 2; i++) {
              float left = input[row + i];
              input[row + i] = input[row + width - 1 - i];
              input[row + width - 1 - i] = left;
            }
          }
        }
      };

  /** A microphone nearer or farther away: the same shift of all log energies. */
  public static final Variation LOUDER =
      (input, random) -> {
        float shift = (float) ((random.nextLong() >>> 11) * 0x1.0p-53 * 1.6 - 0.8);
        for (int i = 0; i < input.length; i++) {
          input[i] += shift;
        }
      };

  /** One word in ten is not known. */
  public static final Variation FORGETFUL =
      (input, random) -> {
        for (int i = 0; i < input.length; i++) {
          if (input[i] > 1 && (random.nextLong() >>> 11) * 0x1.0p-53 < 0.1) {
            input[i] = 1;
          }
        }
      };

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public int target(int index) {
    return targets.get(index);
  }

  @Override
  public void write(int index, RandomGenerator random, float[] input) {
    System.arraycopy(features.get(index), 0, input, 0, input.length);
    variation.apply(input, random);
  }
}
