package io.sensorium.model.sample;

import io.sensorium.model.graph.Numbers;
import java.util.Map;

/** Samples of one source and behind them those of another. */
public record JoinedSamples(Samples first, Samples second) implements Samples {
  @Override
  public int count() {
    return first.count() + second.count();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    return place < first.count() ? first.at(place) : second.at(place - first.count());
  }
}
