package io.sensorium.ingest.payload;

import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;

/**
 * Raw interleaved samples without a header.
 *
 * @param encoding of one sample, little endian
 * @param sampleRate samples in a second for each channel
 * @param channels interleaved
 * @param samples whole sample frames, at least one; read-only by convention
 */
public record PcmAudio(SampleEncoding encoding, int sampleRate, int channels, ByteBuffer samples) {
  private static final int MAX_SAMPLE_RATE = 768_000;
  private static final int MAX_CHANNELS = 64;

  /**
   * @throws PayloadException if rate or channels make no sense, or the samples are none or not
   *     whole
   */
  public PcmAudio {
    if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE) {
      throw new PayloadException(
          "a sample rate from 1 to " + MAX_SAMPLE_RATE, sampleRate + "", "check the audio format");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new PayloadException(
          "from 1 to " + MAX_CHANNELS + " channels", channels + "", "check the audio format");
    }
    int frame = bytesPerSample(encoding) * channels;
    if (!samples.hasRemaining() || samples.remaining() % frame != 0) {
      throw new PayloadException(
          "one or more whole sample frames of "
              + frame
              + " bytes ("
              + encoding
              + ", "
              + channels
              + " channels)",
          samples.remaining() + " bytes of samples",
          "send whole, non-empty chunks");
    }
  }

  /** Span of the samples in microseconds, rounded down. */
  public long durationUs() {
    long frames = samples.remaining() / ((long) bytesPerSample(encoding) * channels);
    return frames * 1_000_000L / sampleRate;
  }

  /** Bytes of one sample of one channel. */
  public static int bytesPerSample(SampleEncoding encoding) {
    return switch (encoding) {
      case U8 -> 1;
      case S16LE -> 2;
      case S24LE -> 3;
      case S32LE, F32LE -> 4;
      case F64LE -> 8;
    };
  }
}
