package io.sensorium.model.quantize;

/**
 * A node with weights or with a product of two activations, and what becomes of it.
 *
 * @param node its name
 * @param operator what it is
 * @param floatBecause why it stays in float; empty where it runs on 8 bits
 */
public record PlannedLayer(String node, String operator, String floatBecause) {
  /** Whether it runs on 8 bits. */
  public boolean quantized() {
    return floatBecause.isEmpty();
  }
}
