package io.sensorium.model.supervised;

import io.sensorium.model.network.learning.Examples;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A part of the samples as a network learns from it.
 *
 * @param <T> what a sample is before it has features
 * @param part places of the samples
 * @param channels of the network's input
 * @param features makes the network's input of a sample
 */
public record Lesson<T>(Samples<T> samples, List<Integer> part, int channels, Features<T> features)
    implements Examples {

  /** How a sample becomes the network's input. */
  @FunctionalInterface
  public interface Features<T> {
    /**
     * @param random choices of how to vary it
     */
    void write(T sample, RandomGenerator random, float[] input);
  }

  @Override
  public int size() {
    return part.size();
  }

  @Override
  public int target(int index) {
    return samples.targets().get(part.get(index));
  }

  @Override
  public void write(int index, RandomGenerator random, float[] input) {
    features.write(samples.items().get(part.get(index)), random, input);
  }
}
