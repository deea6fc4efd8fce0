package io.sensorium.worker.repository;

import java.util.Objects;
import java.util.stream.Stream;

/** Reads what stands under {@code audio}. */
final class SoundDescriptions {
  private SoundDescriptions() {}

  static FeatureDescription read(KeyChecks checks, String at, DescriptionKeys.Audio keys) {
    int rate = checks.present(at + ".sample-rate", keys.sampleRate());
    DescriptionKeys.Mfcc mfcc = keys.mfcc();
    DescriptionKeys.Raw raw = keys.raw();
    DescriptionKeys.Spectrum spectrum = keys.spectrum();
    long kinds = Stream.of(keys.logMel(), mfcc, raw, spectrum).filter(Objects::nonNull).count();
    if (kinds != 1) {
      throw checks.error(
          at, "exactly one of 'log-mel', 'mfcc', 'raw', 'spectrum'", keys.toString());
    }
    if (keys.logMel() != null) {
      return mel(checks, at + ".log-mel", rate, keys.logMel());
    }
    if (mfcc != null) {
      String key = at + ".mfcc";
      return new FeatureDescription.Mfcc(
          mel(checks, key, rate, mfcc.mel()),
          checks.present(key + ".coefficients", mfcc.coefficients()));
    }
    if (spectrum != null) {
      String key = at + ".spectrum";
      return new FeatureDescription.Spectrum(
          rate,
          checks.present(key + ".window", spectrum.window()),
          checks.present(key + ".hop", spectrum.hop()));
    }
    DescriptionKeys.Raw samples = checks.present(at + ".raw", raw);
    return new FeatureDescription.Raw(
        rate,
        samples.window(),
        Objects.requireNonNullElse(samples.context(), 0),
        Objects.requireNonNullElse(samples.standardise(), false));
  }

  private static FeatureDescription.LogMel mel(
      KeyChecks checks, String key, int rate, DescriptionKeys.LogMel mel) {
    return new FeatureDescription.LogMel(
        rate,
        checks.present(key + ".bands", mel.bands()),
        checks.present(key + ".window", mel.window()),
        checks.present(key + ".hop", mel.hop()),
        Objects.requireNonNullElse(mel.minHz(), 0.0),
        Objects.requireNonNullElse(mel.maxHz(), rate / 2.0));
  }
}
