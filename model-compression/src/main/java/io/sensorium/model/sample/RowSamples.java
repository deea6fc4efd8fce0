package io.sensorium.model.sample;

import io.sensorium.model.graph.Numbers;
import java.util.List;
import java.util.Map;

/**
 * Rows of a model's only input.
 *
 * @param input its name
 * @param rows values of one row each, in the shape that the model declares
 */
public record RowSamples(String input, List<float[]> rows) implements Samples {
  public RowSamples {
    rows = List.copyOf(rows);
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    return Map.of(input, Numbers.rows(rows.get(place)));
  }
}
