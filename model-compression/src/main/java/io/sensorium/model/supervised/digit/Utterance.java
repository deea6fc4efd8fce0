package io.sensorium.model.supervised.digit;

/** A spoken digit, as spectrograms of {@link DigitFeatures}. */
final class Utterance {
  private final String speaker;
  private final int index;
  private final float[] heard;
  private final float[] wide;

  /**
   * @param speaker who says it
   * @param index which of the speaker's recordings of the digit it is
   * @param heard what a model hears of it in service
   * @param wide the same with more before and behind, to vary it in
   */
  Utterance(String speaker, int index, float[] heard, float[] wide) {
    this.speaker = speaker;
    this.index = index;
    this.heard = heard;
    this.wide = wide;
  }

  String speaker() {
    return speaker;
  }

  int index() {
    return index;
  }

  /** Not a copy. */
  float[] heard() {
    return heard;
  }

  /** Not a copy. */
  float[] wide() {
    return wide;
  }
}
