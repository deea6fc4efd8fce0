package io.sensorium.model.labelled;

import io.sensorium.event.SampleEncoding;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.SoundSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip of sound without its header.
 *
 * @param samples interleaved, from position to limit
 * @param sampleRate samples in a second for each channel
 */
public record Clip(ByteBuffer samples, SampleEncoding encoding, int sampleRate, int channels) {

  /** The last clip behind those before it that have its encoding, rate and number of channels. */
  public static Clip joined(List<Clip> clips) {
    Clip last = clips.get(clips.size() - 1);
    List<Clip> joined = new ArrayList<>();
    int bytes = 0;
    for (Clip clip : clips) {
      if (!clip.formed(last)) {
        joined.clear();
        bytes = 0;
      } else {
        joined.add(clip);
        bytes += clip.samples.remaining();
      }
    }
    ByteBuffer samples = ByteBuffer.allocate(bytes);
    joined.forEach(clip -> samples.put(clip.samples.duplicate()));
    return new Clip(samples.flip(), last.encoding, last.sampleRate, last.channels);
  }

  private boolean formed(Clip other) {
    return encoding == other.encoding
        && sampleRate == other.sampleRate
        && channels == other.channels;
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
