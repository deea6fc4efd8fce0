package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.LogMelSpec.Order;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SoundFeaturesTest {

  @Test
  void everyEncodingGivesTheSameLoudness() throws FeatureException {
    // given: 0.5 and -0.5 in every encoding
    ByteBuffer u8 = little(2).put((byte) 192).put((byte) 64).flip();
    ByteBuffer s16 = little(4).putShort((short) 16384).putShort((short) -16384).flip();
    ByteBuffer s24 = ByteBuffer.wrap(new byte[] {0, 0, 0x40, 0, 0, (byte) 0xC0});
    ByteBuffer s32 = little(8).putInt(1 << 30).putInt(-(1 << 30)).flip();
    ByteBuffer f32 = little(8).putFloat(0.5f).putFloat(-0.5f).flip();

    // then
    assertThat(Pcm.mono(u8, SampleFormat.U8, 1)).containsExactly(0.5f, -0.5f);
    assertThat(Pcm.mono(s16, SampleFormat.S16, 1)).containsExactly(0.5f, -0.5f);
    assertThat(Pcm.mono(s24, SampleFormat.S24, 1)).containsExactly(0.5f, -0.5f);
    assertThat(Pcm.mono(s32, SampleFormat.S32, 1)).containsExactly(0.5f, -0.5f);
    assertThat(Pcm.mono(f32, SampleFormat.F32, 1)).containsExactly(0.5f, -0.5f);
    assertThat(Pcm.mono(s16, SampleFormat.S16, 2)).containsExactly(0f);
  }

  @Test
  void soundThatIsNoneIsRefused() {
    ByteBuffer nan = little(4).putFloat(Float.NaN).flip();
    ByteBuffer infinite = little(4).putFloat(Float.POSITIVE_INFINITY).flip();
    assertThatThrownBy(() -> Pcm.mono(nan, SampleFormat.F32, 1)).hasMessageContaining("found NaN");
    assertThatThrownBy(() -> Pcm.mono(infinite, SampleFormat.F32, 1))
        .hasMessageContaining("found Infinity");
    assertThatThrownBy(() -> Pcm.mono(little(0), SampleFormat.S16, 1))
        .hasMessageContaining("found 0 bytes");
    assertThatThrownBy(() -> Pcm.mono(little(5), SampleFormat.S16, 2))
        .hasMessageContaining("multiple of 4 bytes");
    assertThatThrownBy(() -> Pcm.mono(little(4), SampleFormat.S16, 0))
        .hasMessageContaining("1 to 64 channels");
    assertThatThrownBy(() -> Resampler.of(0, 16_000)).hasMessageContaining("found 0 Hz");
  }

  @Test
  void aResampledToneIsTheToneAtTheOtherRate() throws FeatureException {
    for (int[] rates : new int[][] {{44_100, 16_000}, {48_000, 16_000}, {8_000, 16_000}}) {
      // given
      float[] signal = tone(440, rates[0], rates[0] / 2);

      // when
      float[] resampled = Resampler.of(rates[0], rates[1]).apply(signal);

      // then: beyond the reach of the filter at the ends
      float[] expected = tone(440, rates[1], rates[1] / 2);
      assertThat(resampled).hasSameSizeAs(expected);
      for (int i = 100; i < expected.length - 100; i++) {
        assertThat(resampled[i]).isCloseTo(expected[i], within(2e-3f));
      }
    }
  }

  @Test
  void whatTheLowerRateCannotHoldIsFilteredOut() throws FeatureException {
    // given: 11 kHz would fold to 5 kHz at 16 kHz
    float[] resampled = Resampler.of(48_000, 16_000).apply(tone(11_000, 48_000, 24_000));

    // then
    for (int i = 100; i < resampled.length - 100; i++) {
      assertThat(resampled[i]).isCloseTo(0, within(5e-3f));
    }
  }

  @Test
  void spansAreJoinedWithGapsAsZeros() throws FeatureException {
    // given: 1 kHz, a window of 8 ms that ends at 10 ms
    SoundSpan first = new SoundSpan(0, 1_000, new float[] {1, 2, 3, 4});
    SoundSpan second = new SoundSpan(6_000, 1_000, new float[] {7, 8, 9, 10, 11, 12});

    // when
    float[] window = SoundWindow.join(List.of(first, second), 10_000, 1_000, 8);

    // then
    assertThat(window).containsExactly(3, 4, 0, 0, 7, 8, 9, 10);
  }

  @Test
  void aSeamBetweenChunksLeavesNoTraceWhenResampled() throws FeatureException {
    // given
    float[] whole = tone(300, 48_000, 48_000);
    SoundSpan one = new SoundSpan(0, 48_000, whole);
    SoundSpan left = new SoundSpan(0, 48_000, Arrays.copyOf(whole, 20_000));
    SoundSpan right = new SoundSpan(416_667, 48_000, Arrays.copyOfRange(whole, 20_000, 48_000));

    // then
    assertThat(SoundWindow.join(List.of(left, right), 1_000_000, 16_000, 16_000))
        .containsExactly(SoundWindow.join(List.of(one), 1_000_000, 16_000, 16_000));
  }

  @Test
  void logMelEqualsANaiveTransform() {
    // given
    LogMelSpec spec = new LogMelSpec(16_000, 20, 400, 160, 50, 8_000, Order.BANDS_FRAMES);
    SplittableRandom random = new SplittableRandom(3);
    float[] samples = tone(1_000, 16_000, spec.samples(5));
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (random.nextDouble() - 0.5) * 0.1f;
    }
    FloatBuffer target = FloatBuffer.allocate(20 * 5);

    // when
    new LogMel(spec).write(samples, target);

    // then
    for (int frame = 0; frame < 5; frame++) {
      for (int band = 0; band < 20; band++) {
        assertThat((double) target.get(band * 5 + frame))
            .as("band %d of frame %d", band, frame)
            .isCloseTo(naive(spec, samples, band, frame), within(2e-3));
      }
    }
  }

  @Test
  void silenceIsFinite() {
    LogMelSpec spec = new LogMelSpec(16_000, 8, 400, 320, 50, 8_000, Order.FRAMES_BANDS);
    FloatBuffer target = FloatBuffer.allocate(8 * 2);
    new LogMel(spec).write(new float[spec.samples(2)], target);
    assertThat(target.array()).containsOnly((float) Math.log(1e-6));
  }

  /** A discrete Fourier transform by its definition, and mel triangles by theirs. */
  private static double naive(LogMelSpec spec, float[] samples, int band, int frame) {
    int size = 512;
    double low = 2595 * Math.log10(1 + spec.minHz() / 700);
    double high = 2595 * Math.log10(1 + spec.maxHz() / 700);
    double[] edges = new double[3];
    for (int i = 0; i < 3; i++) {
      double mel = low + (high - low) * (band + i) / (spec.bands() + 1);
      edges[i] = 700 * (Math.pow(10, mel / 2595) - 1);
    }
    double energy = 0;
    for (int bin = 0; bin <= size / 2; bin++) {
      double hz = bin * 16_000.0 / size;
      double rise = (hz - edges[0]) / (edges[1] - edges[0]);
      double fall = (edges[2] - hz) / (edges[2] - edges[1]);
      double weight = Math.max(0, Math.min(rise, fall));
      double re = 0;
      double im = 0;
      for (int i = 0; weight > 0 && i < spec.window(); i++) {
        double hann = Math.pow(Math.sin(Math.PI * i / spec.window()), 2);
        double value = samples[frame * spec.hop() + i] * hann;
        re += value * Math.cos(2 * Math.PI * bin * i / size);
        im -= value * Math.sin(2 * Math.PI * bin * i / size);
      }
      energy += weight * (re * re + im * im);
    }
    return Math.log(energy + 1e-6);
  }

  private static float[] tone(double hz, int rate, int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return tone;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
