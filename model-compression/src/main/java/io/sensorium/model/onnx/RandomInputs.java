package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.graph.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Inputs for a model of which nothing is known but its signature: floats evenly between -1 and 1,
 * integers from 0 to 9 (where no range is given), the same for the same seed.
 *
 * @param shapes of inputs whose free dimensions shall not all be 1
 * @param ranges of inputs whose values shall be others
 */
public record RandomInputs(Map<String, List<Long>> shapes, Map<String, Range> ranges) {
  /** Values of one input at most: 256 MB of floats. */
  private static final long LARGEST = 64L << 20;

  private static final Range REALS = new Range(-1, 1);
  private static final Range INTEGERS = new Range(0, 9);

  /** Values from {@code low} to {@code high}, both among them; one number where they are equal. */
  public record Range(float low, float high) {
    public Range {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "expected a range from low to high, found %s to %s".formatted(low, high));
      }
    }

    private float draw(SplittableRandom random, boolean real) {
      double value = low + random.nextDouble() * (high - low + (real ? 0 : 1));
      return (float) (real ? value : Math.min(high, Math.floor(value)));
    }
  }

  public RandomInputs {
    shapes = Map.copyOf(shapes);
    ranges = Map.copyOf(ranges);
  }

  /** Free dimensions of 1, common ranges. */
  public static RandomInputs plain() {
    return new RandomInputs(Map.of(), Map.of());
  }

  /**
   * @throws IllegalArgumentException where a named input is not there, or one is too large
   */
  public Map<String, Numbers> draw(Map<String, ValueKind> inputs, long seed) {
    for (String name : shapes.keySet()) {
      require(inputs, name);
    }
    for (String name : ranges.keySet()) {
      require(inputs, name);
    }
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Numbers> values = new HashMap<>();
    // In the order of names: the order of a map must not decide what an input gets.
    inputs.keySet().stream()
        .sorted()
        .forEach(name -> values.put(name, values(name, inputs, random.split())));
    return values;
  }

  private Numbers values(String name, Map<String, ValueKind> inputs, SplittableRandom random) {
    ValueKind kind = inputs.getOrDefault(name, new ValueKind(0, List.of()));
    List<Long> shape = new ArrayList<>(shapes.getOrDefault(name, kind.shape()));
    shape.replaceAll(d -> d < 0 ? 1 : d);
    long count = 1;
    for (long dimension : shape) {
      count *= dimension;
      if (count > LARGEST) {
        throw new IllegalArgumentException(
            "expected at most %d values of input %s, found shape %s"
                .formatted(LARGEST, name, shape));
      }
    }
    float[] numbers = new float[(int) count];
    boolean real = real(kind);
    Range range = ranges.getOrDefault(name, real ? REALS : INTEGERS);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = range.draw(random, real);
    }
    return Numbers.of(numbers, shape);
  }

  private static boolean real(ValueKind kind) {
    return kind.type() == DataType.FLOAT.getNumber()
        || kind.type() == DataType.FLOAT16.getNumber()
        || kind.type() == DataType.DOUBLE.getNumber();
  }

  private static void require(Map<String, ValueKind> inputs, String name) {
    if (!inputs.containsKey(name)) {
      throw new IllegalArgumentException(
          "expected an input of %s, found '%s'".formatted(inputs.keySet(), name));
    }
  }
}
