package io.sensorium.model.quantize;

/** Unsigned 8-bit steps of an activation: value = scale * (step - zero). */
record ActivationScale(float scale, int zero) {
  private static final float SMALLEST = 1e-8f;

  /** Steps that cover a range and hit 0 exactly. */
  static ActivationScale of(Range range) {
    float low = Math.min(0, range.low());
    float high = Math.max(0, range.high());
    float scale = Math.max(high - low, SMALLEST) / 255f;
    return new ActivationScale(scale, Math.max(0, Math.min(255, Math.round(-low / scale))));
  }
}
