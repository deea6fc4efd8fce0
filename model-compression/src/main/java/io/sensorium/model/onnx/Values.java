package io.sensorium.model.onnx;

import java.util.List;

/**
 * The numbers of a tensor, whatever its type.
 *
 * @param shape its dimensions; none for a scalar
 * @param numbers row after row; not a copy
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Values(List<Long> shape, float[] numbers) {
  public Values {
    shape = List.copyOf(shape);
  }
}
