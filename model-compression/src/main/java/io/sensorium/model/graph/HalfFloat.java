package io.sensorium.model.graph;

/** IEEE 754 binary16, for a Java that does not have it. */
public final class HalfFloat {
  /** The largest finite value. */
  public static final float LARGEST = 65504f;

  /** From here on a value would round to infinity. */
  private static final float INFINITE = 65520f;

  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final short NOT_A_NUMBER = 0x7e00;
  private static final short INFINITY = 0x7c00;

  private HalfFloat() {}

  /** The nearest half, ties to even; infinity where the value is too large. */
  public static short of(float value) {
    if (Float.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    return (short) (sign | magnitude(Math.abs(value)));
  }

  public static float toFloat(short half) {
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    }
    return half < 0 ? -magnitude : magnitude;
  }

  private static int magnitude(float value) {
    if (value >= INFINITE) {
      return INFINITY;
    }
    if (value < SMALLEST_NORMAL) {
      return (int) Math.rint(value * 0x1p24);
    }
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0xfff + (bits >>> 13 & 1);
    return (rounded - (112 << 23)) >>> 13;
  }
}
