package io.sensorium.ingest.scene;

/**
 * Records a scene's soundscape through a cheap microphone: distance, hiss, and clipping at full
 * scale.
 */
final class Microphone {
  static final int SAMPLE_RATE = 16_000;

  private final Soundscape soundscape;

  Microphone(Soundscape soundscape) {
    this.soundscape = soundscape;
  }

  /** When the sample at an index is taken, in whole microseconds. */
  static long timeOf(long startUs, int index) {
    return startUs + index * 1_000_000L / SAMPLE_RATE;
  }

  /** Writes samples [from, until) of a span that begins at {@code startUs}, all of one scene. */
  void record(Scene scene, long startUs, int from, int until, byte[] pcm) {
    Dice dice = scene.dice("sound");
    Voice main = soundscape.voice(scene.situation().sound(), dice);
    Voice behind = soundscape.background(dice);
    double distance = dice.between(0.18, 0.8);
    double hiss = dice.between(0.003, 0.03);
    Voice whole = main.times(distance).plus(behind).plus(Tone.white(dice.bits()).times(hiss));
    double offset = (startUs - scene.startUs()) / 1e6;
    for (int i = from; i < until; i++) {
      double v = whole.at(offset + (double) i / SAMPLE_RATE);
      int s = (int) (32767 * Math.max(-1, Math.min(1, v)));
      pcm[2 * i] = (byte) s;
      pcm[2 * i + 1] = (byte) (s >> 8);
    }
  }
}
