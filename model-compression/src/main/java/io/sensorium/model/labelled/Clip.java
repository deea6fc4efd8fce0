package io.sensorium.model.labelled;

import io.sensorium.event.SampleEncoding;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.SoundSpan;
import java.nio.ByteBuffer;

/**
 * A clip of sound without its header.
 *
 * @param samples interleaved, from position to limit
 * @param sampleRate samples in a second for each channel
 */
public record Clip(ByteBuffer samples, SampleEncoding encoding, int sampleRate, int channels) {

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
