package io.sensorium.worker.tensor;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Values in the very type that a model declares, so that none loses precision.
 *
 * @param type of an element; never {@link ElementType#OTHER}
 * @param values from position to limit: row-major, little-endian, without padding; not copied where
 *     the buffer is direct
 * @param dims the dimensions; empty for a scalar
 */
public record TypedTensor(ElementType type, ByteBuffer values, List<Long> dims) {
  public TypedTensor {
    dims = List.copyOf(dims);
  }
}
