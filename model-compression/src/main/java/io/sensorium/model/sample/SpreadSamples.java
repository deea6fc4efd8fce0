package io.sensorium.model.sample;

import io.sensorium.model.graph.Numbers;
import java.util.Map;

/**
 * At most so many samples, spread evenly over all of them: neighbours in a folder are often alike.
 *
 * @param source all samples
 * @param most at least 1
 */
public record SpreadSamples(Samples source, int most) implements Samples {
  public SpreadSamples {
    if (most < 1) {
      throw new IllegalArgumentException("expected at least one sample, found " + most);
    }
  }

  @Override
  public int count() {
    return Math.min(most, source.count());
  }

  @Override
  public Map<String, Numbers> at(int place) {
    return source.at((int) ((long) place * source.count() / count()));
  }
}
