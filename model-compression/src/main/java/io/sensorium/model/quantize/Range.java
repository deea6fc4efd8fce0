package io.sensorium.model.quantize;

/** The values that an activation takes, from {@code low} to {@code high}. */
public record Range(float low, float high) {
  /** Both ranges in one. */
  Range with(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  /**
   * The range with its ends moved outward to eight significant bits, so that the last bits of a
   * machine's float arithmetic do not change a quantized model.
   */
  Range rounded() {
    return new Range(-outward(-low), outward(high));
  }

  private static float outward(float end) {
    if (end == 0 || !Float.isFinite(end)) {
      return end;
    }
    float step = Math.scalb(1f, Math.getExponent(end) - 7);
    return (float) Math.ceil(end / step) * step;
  }
}
