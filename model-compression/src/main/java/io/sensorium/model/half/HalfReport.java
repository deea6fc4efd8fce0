package io.sensorium.model.half;

import java.util.Map;

/**
 * What a conversion did.
 *
 * @param halfNodes nodes that run in half precision
 * @param floatNodes nodes on floats that stay in float, by operator
 * @param casts nodes added between the two
 * @param weights values stored as halves
 * @param clamped of these, values beyond the largest half, which became that
 * @param vanished of these, values other than 0 that became 0
 */
public record HalfReport(
    int halfNodes,
    Map<String, Integer> floatNodes,
    int casts,
    long weights,
    long clamped,
    long vanished) {
  public HalfReport {
    floatNodes = Map.copyOf(floatNodes);
  }
}
