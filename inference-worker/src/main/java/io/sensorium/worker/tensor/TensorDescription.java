package io.sensorium.worker.tensor;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One input or output as the model file declares it.
 *
 * @param name the tensor's name
 * @param type its elements
 * @param dims its dimensions; {@link #DYNAMIC} where any size will do; empty for a scalar
 */
public record TensorDescription(String name, ElementType type, List<Long> dims) {
  /** A dimension that the model leaves open. */
  public static final long DYNAMIC = -1;

  public TensorDescription {
    dims = List.copyOf(dims);
  }

  /** The dimensions as people write them: {@code [?, 3, 224, 224]}. */
  public String shape() {
    return dims.stream()
        .map(dim -> dim < 0 ? "?" : Long.toString(dim))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
