package io.sensorium.model.weights;

import java.util.function.IntUnaryOperator;

/** Small numbers side by side in bytes, the first in the lowest bits. */
final class Packing {
  private Packing() {}

  /**
   * @param count of numbers
   * @param bits of each: 2, 4 or 8
   */
  static byte[] pack(int count, int bits, IntUnaryOperator number) {
    int each = 8 / bits;
    byte[] bytes = new byte[(count + each - 1) / each];
    int mask = (1 << bits) - 1;
    for (int i = 0; i < count; i++) {
      bytes[i / each] |= (byte) ((number.applyAsInt(i) & mask) << (i % each * bits));
    }
    return bytes;
  }
}
