package io.sensorium.model.onnx;

import io.sensorium.model.graph.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How near one model's outputs come to another's on the same inputs.
 *
 * @param values compared
 * @param largest of the outputs' magnitudes in the first model
 * @param difference the largest between two values; not a number where one of them is none
 * @param firsts share of rows (along the last dimension) whose highest value stands in one place
 */
public record Agreement(long values, double largest, double difference, double firsts) {
  /**
   * Compares the outputs that both models have, by name.
   *
   * @throws IllegalArgumentException where an output is missing or has another shape
   */
  public static Agreement of(Map<String, Numbers> expected, Map<String, Numbers> found) {
    Tally tally = new Tally();
    expected.forEach(
        (name, values) -> {
          Numbers other = found.get(name);
          if (other == null || !shape(other).equals(shape(values))) {
            throw new IllegalArgumentException(
                "expected output %s of shape %s, found %s"
                    .formatted(name, shape(values), other == null ? "none" : shape(other)));
          }
          tally.add(values, other);
        });
    return tally.agreement();
  }

  /** Both, over all of their values. */
  public Agreement and(Agreement other) {
    long all = Math.max(1, values + other.values);
    return new Agreement(
        values + other.values,
        Math.max(largest, other.largest),
        Math.max(difference, other.difference),
        (firsts * values + other.firsts * other.values) / all);
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "largest difference %.3g where outputs reach %.3g; highest value in the same place in %.1f"
            + " %% of rows",
        difference,
        largest,
        100 * firsts);
  }

  private static List<Long> shape(Numbers numbers) {
    return Objects.requireNonNullElse(numbers.dims(), List.of());
  }

  private static final class Tally {
    private long values;
    private double largest;
    private double difference;
    private long rows;
    private long same;

    void add(Numbers expected, Numbers found) {
      float[] one = expected.values();
      float[] other = found.values();
      for (int i = 0; i < one.length; i++) {
        largest = Math.max(largest, Math.abs(one[i]));
        // Equal infinities differ by no number.
        difference = Math.max(difference, one[i] == other[i] ? 0 : Math.abs(one[i] - other[i]));
      }
      values += one.length;
      int width = width(expected);
      for (int row = 0; row + width <= one.length; row += width) {
        rows++;
        same += highest(one, row, width) == highest(other, row, width) ? 1 : 0;
      }
    }

    Agreement agreement() {
      return new Agreement(values, largest, difference, rows == 0 ? 1 : (double) same / rows);
    }

    private static int width(Numbers numbers) {
      List<Long> shape = shape(numbers);
      return shape.isEmpty() ? 1 : (int) Math.max(1, shape.get(shape.size() - 1));
    }

    private static int highest(float[] values, int from, int width) {
      int best = from;
      for (int i = from; i < from + width; i++) {
        best = values[i] > values[best] ? i : best;
      }
      return best;
    }
  }
}
