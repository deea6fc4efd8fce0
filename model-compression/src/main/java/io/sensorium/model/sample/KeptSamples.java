package io.sensorium.model.sample;

import io.sensorium.model.graph.Numbers;
import java.util.HashMap;
import java.util.Map;

/** Samples that are kept once read, the first ones, as far as there is room for them. */
public final class KeptSamples implements Samples {
  private static final long MOST_VALUES = 24L << 20;

  private final Samples source;
  private final Map<Integer, Map<String, Numbers>> kept = new HashMap<>();
  private long values;

  public KeptSamples(Samples source) {
    this.source = source;
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    Map<String, Numbers> known = kept.get(place);
    if (known != null) {
      return known;
    }
    Map<String, Numbers> sample = source.at(place);
    long size = sample.values().stream().mapToLong(n -> n.values().length).sum();
    if (values + size <= MOST_VALUES) {
      kept.put(place, sample);
      values += size;
    }
    return sample;
  }
}
