package io.sensorium.ingest.scene.service;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Soundscape;
import io.sensorium.ingest.scene.Speech;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.Voice;

/** What is heard of a call, whatever is said. */
final class CallSounds implements Soundscape {
  @Override
  public Voice voice(String sounds, Dice dice) {
    return switch (sounds) {
      case "silence" -> t -> 0;
      case "talk" -> Speech.babble(dice).times(0.8);
      case "shouting" -> shouting(dice);
      case "crying" -> crying(dice);
      case "music" -> holdMusic(dice);
      default -> throw new IllegalArgumentException("no sound of a call is called " + sounds);
    };
  }

  /** The hum of an office, sometimes with keys that are pressed. */
  @Override
  public Voice background(Dice dice) {
    Voice hum = Tone.rumble(dice.bits(), dice.between(150, 500)).times(dice.between(0, 0.03));
    if (!dice.chance(0.4)) {
      return hum;
    }
    long seed = dice.bits();
    double loud = dice.between(0.03, 0.1);
    return hum.plus(
        Tone.every(
            dice.between(0.12, 0.3),
            dice.unit(),
            (u, n) ->
                Tone.hashed(seed, n) > 0.2
                    ? loud * Tone.decay(u, 0.015) * Tone.hashed(seed + n, (long) (u * 14_000))
                    : 0));
  }

  /** High, long and rough: a voice full of overtones that hardly stops for breath. */
  private static Voice shouting(Dice dice) {
    double pitch = dice.between(260, 420);
    double syllable = dice.between(0.22, 0.38);
    Voice melody = Tone.rumble(dice.bits(), 4);
    Voice rough = Tone.rumble(dice.bits(), 70);
    Voice harsh = Tone.band(dice.bits(), dice.between(2200, 3200), 600);
    return Tone.every(
        syllable,
        dice.unit(),
        (u, n) -> {
          double t = u + n * syllable;
          double x = u / syllable;
          double swell = x < 0.85 ? Math.min(1, 9 * x) : 0;
          double turns = pitch * t + 4 * melody.at(t);
          double voice = Tone.buzz(turns, 14) * (1 + 0.5 * rough.at(t)) + 0.6 * harsh.at(t);
          return 0.7 * swell * voice;
        });
  }

  /** Sobs that fall and shake, and a sniff after each. */
  private static Voice crying(Dice dice) {
    double pitch = dice.between(480, 760);
    double sob = dice.between(0.3, 0.5);
    double shaking = dice.between(7, 11);
    long seed = dice.bits();
    return Tone.every(
        sob + dice.between(0.2, 0.4),
        dice.unit(),
        (u, n) -> {
          if (u < sob) {
            double x = u / sob;
            double turns = pitch * (u - 0.22 * u * x) + 0.15 * Tone.sine(shaking * u);
            double shake = 0.65 + 0.35 * Tone.sine(shaking * u);
            return 0.7 * 4 * x * (1 - x) * shake * Tone.buzz(turns, 3);
          }
          double v = u - sob;
          return 0.25 * Tone.decay(v, 0.14) * Tone.hashed(seed + n, (long) (v * 15_000));
        });
  }

  /** A slow broken chord that goes on and on. */
  private static Voice holdMusic(Dice dice) {
    double root = dice.between(230, 390);
    double beat = dice.between(0.16, 0.26);
    double[] steps = {1, 1.25, 1.5, 2, 1.5, 1.25};
    return Tone.every(
        beat,
        dice.unit(),
        (u, n) -> {
          double note = root * steps[(int) Math.floorMod(n, (long) steps.length)];
          double ring =
              Tone.decay(u, 2 * beat) * (Tone.sine(note * u) + 0.3 * Tone.sine(4 * note * u));
          return 0.5 * ring + 0.25 * Tone.sine(root / 2 * (u + n * beat));
        });
  }
}
