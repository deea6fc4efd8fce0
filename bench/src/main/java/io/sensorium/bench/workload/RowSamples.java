package io.sensorium.bench.workload;

import io.sensorium.model.graph.Numbers;
import io.sensorium.model.sample.Samples;
import java.util.List;
import java.util.Map;

/** Rows of a network's input as samples. */
record RowSamples(List<float[]> rows) implements Samples {
  RowSamples {
    rows = List.copyOf(rows);
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    return Map.of(Net.INPUT, Numbers.rows(rows.get(place)));
  }
}
