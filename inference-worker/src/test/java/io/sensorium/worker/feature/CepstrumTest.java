package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.LogMelSpec.Order;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CepstrumTest {

  /** What undoes an orthonormal DCT-II is its transpose, DCT-III: another formula than ours. */
  @Test
  void theInverseTransformOfAllCoefficientsIsTheLogMelSpectrogram() {
    for (Order order : Order.values()) {
      // given
      LogMelSpec mel = new LogMelSpec(16_000, 26, 400, 160, 20, 8_000, order);
      float[] samples = noise(mel.samples(4), 9);
      FloatBuffer bands = FloatBuffer.allocate(26 * 4);
      new LogMel(mel).write(samples, bands);
      FloatBuffer cepstrum = FloatBuffer.allocate(26 * 4);

      // when
      new Mfcc(new MfccSpec(mel, 26)).write(samples, cepstrum);

      // then
      for (int frame = 0; frame < 4; frame++) {
        for (int band = 0; band < 26; band++) {
          double sum = cepstrum.get(at(order, 26, 4, 0, frame)) / Math.sqrt(26);
          for (int k = 1; k < 26; k++) {
            sum +=
                Math.sqrt(2 / 26.0)
                    * cepstrum.get(at(order, 26, 4, k, frame))
                    * Math.cos(Math.PI / 26 * k * (band + 0.5));
          }
          assertThat(sum).isCloseTo(bands.get(at(order, 26, 4, band, frame)), within(1e-3));
        }
      }
    }
  }

  @Test
  void theFirstCoefficientsOfFewAreThoseOfAll() {
    LogMelSpec mel = new LogMelSpec(8_000, 20, 200, 80, 0, 4_000, Order.FRAMES_BANDS);
    float[] samples = noise(mel.samples(2), 4);
    FloatBuffer all = FloatBuffer.allocate(40);
    FloatBuffer few = FloatBuffer.allocate(26);
    new Mfcc(new MfccSpec(mel, 20)).write(samples, all);
    new Mfcc(new MfccSpec(mel, 13)).write(samples, few);
    for (int k = 0; k < 13; k++) {
      assertThat(few.get(k)).isEqualTo(all.get(k));
      assertThat(few.get(13 + k)).isEqualTo(all.get(20 + k));
    }
    assertThatThrownBy(() -> new MfccSpec(mel, 21)).hasMessageContaining("1 to 20 coefficients");
  }

  @Test
  void theSpectrumIsThatOfTheDefinition() {
    // given
    float[] samples = noise(64, 2);
    Spectrum spectrum = new Spectrum(64);
    FloatBuffer target = FloatBuffer.allocate(spectrum.size());

    // when
    spectrum.write(samples, target);

    // then
    for (int bin = 0; bin <= 32; bin++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 64; i++) {
        double value = samples[i] * Math.sqrt(0.5 - 0.5 * Math.cos(2 * Math.PI * i / 64));
        re += value * Math.cos(2 * Math.PI * bin * i / 64);
        im -= value * Math.sin(2 * Math.PI * bin * i / 64);
      }
      assertThat((double) target.get(2 * bin)).isCloseTo(re, within(1e-5));
      assertThat((double) target.get(2 * bin + 1)).isCloseTo(im, within(1e-5));
    }
  }

  @Test
  void standardisedSoundHasNoMeanAndOneAsItsVariance() {
    float[] samples = noise(1000, 8);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * 0.01f + 0.2f;
    }
    Loudness.standardise(samples);
    double sum = 0;
    double squares = 0;
    for (float sample : samples) {
      sum += sample;
      squares += (double) sample * sample;
    }
    assertThat(sum / 1000).isCloseTo(0, within(1e-4));
    // The floor of 1e-7 beside a variance of about 8e-6.
    assertThat(squares / 1000).isBetween(0.98, 1.0);
    float[] silence = new float[10];
    Loudness.standardise(silence);
    assertThat(silence).containsOnly(0f);
  }

  @Test
  void doublePrecisionIsRead() throws FeatureException {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(0.25).putDouble(-0.75).flip();
    assertThat(Pcm.mono(bytes, SampleFormat.F64, 1)).containsExactly(0.25f, -0.75f);
    assertThat(Pcm.mono(bytes, SampleFormat.F64, 2)).containsExactly(-0.25f);
    ByteBuffer huge = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300).flip();
    assertThatThrownBy(() -> Pcm.mono(huge, SampleFormat.F64, 1)).hasMessageContaining("Infinity");
  }

  private static int at(Order order, int values, int frames, int value, int frame) {
    return order == Order.BANDS_FRAMES ? value * frames + frame : frame * values + value;
  }

  private static float[] noise(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (random.nextDouble() - 0.5);
    }
    return noise;
  }
}
