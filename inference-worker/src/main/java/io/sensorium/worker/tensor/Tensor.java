package io.sensorium.worker.tensor;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Values and their dimensions. All values are floats here, also ids and flags: whole numbers up to
 * 2^24 are exact, and a session converts to and from the types that its model declares.
 *
 * @param values from position to limit, row-major, not copied; direct where they go into a model,
 *     since a heap buffer is copied element by element
 * @param dims the dimensions; empty for a scalar
 */
public record Tensor(FloatBuffer values, List<Long> dims) {
  public Tensor {
    dims = List.copyOf(dims);
  }
}
