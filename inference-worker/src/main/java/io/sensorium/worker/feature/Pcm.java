package io.sensorium.worker.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Raw samples to one channel of floats in [-1, 1]. */
public final class Pcm {
  private static final int MAX_CHANNELS = 64;
  private static final float MAX_AMPLITUDE = 1e6f;

  private Pcm() {}

  /**
   * Decodes interleaved samples and takes the mean of the channels.
   *
   * @param samples from position to limit, which stay where they are
   * @throws FeatureException if there are none, not whole ones, or floats that are no loudness
   */
  public static float[] mono(ByteBuffer samples, SampleFormat format, int channels)
      throws FeatureException {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new FeatureException(
          "1 to " + MAX_CHANNELS + " channels", "" + channels, "correct the chunk's channels");
    }
    int frame = format.bytes() * channels;
    int length = samples.remaining();
    if (length == 0 || length % frame != 0) {
      throw new FeatureException(
          "a positive multiple of " + frame + " bytes (" + format + ", " + channels + " channels)",
          length + " bytes",
          "send whole samples with the encoding and channels that they have");
    }
    ByteBuffer little = samples.slice().order(ByteOrder.LITTLE_ENDIAN);
    float[] mono = new float[length / frame];
    for (int i = 0; i < mono.length; i++) {
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += sample(little, i * frame + c * format.bytes(), format);
      }
      mono[i] = sum / channels;
      if (!(Math.abs(mono[i]) <= MAX_AMPLITUDE)) {
        throw new FeatureException(
            "finite samples in about [-1, 1]",
            mono[i] + " at sample " + i,
            "check that the payload is " + format + " as the chunk says");
      }
    }
    return mono;
  }

  private static float sample(ByteBuffer little, int at, SampleFormat format) {
    return switch (format) {
      case U8 -> ((little.get(at) & 0xFF) - 128) / 128f;
      case S16 -> little.getShort(at) / 32768f;
      case S24 ->
          ((little.get(at) & 0xFF) | (little.get(at + 1) & 0xFF) << 8 | little.get(at + 2) << 16)
              / 0x1p23f;
      case S32 -> little.getInt(at) / 0x1p31f;
      case F32 -> little.getFloat(at);
      case F64 -> (float) little.getDouble(at);
    };
  }
}
