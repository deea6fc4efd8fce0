package io.sensorium.model.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one tensor, whatever its type, as floats; these hold whole numbers exactly up to
 * 2^24.
 */
public final class Numbers {
  private final float[] values;
  private final @Nullable List<Long> dims;

  private Numbers(float[] values, @Nullable List<Long> dims) {
    this.values = values;
    this.dims = dims;
  }

  /**
   * A tensor.
   *
   * @param values row-major; the tensor's own from now on
   * @param dims empty for a scalar
   */
  public static Numbers of(float[] values, List<Long> dims) {
    return new Numbers(values, List.copyOf(dims));
  }

  /** As many rows as there are values for, of the shape that the model declares. */
  public static Numbers rows(float[] values) {
    return new Numbers(values, null);
  }

  /** Row-major; not to be changed. */
  public float[] values() {
    return values;
  }

  /** Whether all are numbers, none of them infinite. */
  public boolean finite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The dimensions; null where the model declares them. */
  public @Nullable List<Long> dims() {
    return dims;
  }
}
