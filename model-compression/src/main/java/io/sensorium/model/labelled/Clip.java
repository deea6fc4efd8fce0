package io.sensorium.model.labelled;

import io.sensorium.event.SampleEncoding;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.SoundSpan;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A clip of sound without its header.
 *
 * @param samples interleaved, from position to limit
 * @param sampleRate samples in a second for each channel
 */
public record Clip(ByteBuffer samples, SampleEncoding encoding, int sampleRate, int channels) {

  /**
   * Clips one behind the other.
   *
   * @param name of what they are, for the error
   * @throws SampleException if they are not of one encoding, rate and number of channels
   */
  public static Clip joined(String name, List<Clip> clips) {
    Clip last = clips.get(clips.size() - 1);
    int bytes = 0;
    for (Clip clip : clips) {
      if (clip.encoding != last.encoding
          || clip.sampleRate != last.sampleRate
          || clip.channels != last.channels) {
        throw new SampleException(
            name,
            "sound of one form without a gap: " + last.form(),
            clip.form(),
            "Convert the recording, or name sensors by their form");
      }
      bytes += clip.samples.remaining();
    }
    ByteBuffer joined = ByteBuffer.allocate(bytes);
    clips.forEach(clip -> joined.put(clip.samples.duplicate()));
    return new Clip(joined.flip(), last.encoding, last.sampleRate, last.channels);
  }

  private String form() {
    return "%s, %d Hz, %d channels".formatted(encoding, sampleRate, channels);
  }

  /**
   * The clip as features take it: one channel, from time 0 on.
   *
   * @throws FeatureException if the samples are not whole
   */
  public SoundSpan span() throws FeatureException {
    SampleFormat format =
        switch (encoding) {
          case U8 -> SampleFormat.U8;
          case S16LE -> SampleFormat.S16;
          case S24LE -> SampleFormat.S24;
          case S32LE -> SampleFormat.S32;
          case F32LE -> SampleFormat.F32;
          case F64LE -> SampleFormat.F64;
        };
    return new SoundSpan(0, sampleRate, Pcm.mono(samples, format, channels));
  }
}
