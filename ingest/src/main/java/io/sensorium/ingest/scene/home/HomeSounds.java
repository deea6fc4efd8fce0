package io.sensorium.ingest.scene.home;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Soundscape;
import io.sensorium.ingest.scene.Speech;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.Voice;

/** What the microphone in the hall hears. */
final class HomeSounds implements Soundscape {
  @Override
  public Voice voice(String sounds, Dice dice) {
    return switch (sounds) {
      case "quiet" -> t -> 0;
      case "bell" -> dice.chance(0.55) ? doorbell(dice) : knock(dice);
      case "glass" -> glass(dice);
      case "bark" -> bark(dice);
      case "alarm" -> alarm(dice);
      default -> throw new IllegalArgumentException("no sound at home is called " + sounds);
    };
  }

  @Override
  public Voice background(Dice dice) {
    Voice hum = Tone.rumble(dice.bits(), dice.between(150, 600)).times(dice.between(0, 0.04));
    if (!dice.chance(0.5)) {
      return hum;
    }
    double loudness = dice.between(0.02, 0.12);
    return hum.plus(Speech.babble(dice).plus(Speech.babble(dice)).times(loudness));
  }

  private static Voice doorbell(Dice dice) {
    double high = dice.between(560, 920);
    double low = high * dice.between(0.74, 0.84);
    double second = dice.between(0.28, 0.42);
    double overtone = dice.between(0.1, 0.5);
    return Tone.every(
        dice.between(0.75, 1.0),
        dice.unit(),
        (u, n) -> {
          double ding = Tone.sine(high * u) + overtone * Tone.sine(2.76 * high * u);
          double v = u - second;
          double dong = Tone.sine(low * v) + overtone * Tone.sine(2.76 * low * v);
          return 0.6 * (Tone.decay(u, 0.55) * ding + Tone.decay(v, 0.6) * dong);
        });
  }

  private static Voice knock(Dice dice) {
    double wood = dice.between(110, 260);
    double gap = dice.between(0.13, 0.2);
    int knocks = 3 + dice.below(2);
    long seed = dice.bits();
    return Tone.every(
        dice.between(0.85, 1.05),
        dice.unit(),
        (u, n) -> {
          int k = (int) (u / gap);
          double v = u - k * gap;
          if (k >= knocks) {
            return 0;
          }
          double click = Tone.hashed(seed + n, (long) (u * 12_000));
          return Tone.decay(v, 0.09) * Tone.sine(wood * v) + 0.5 * Tone.decay(v, 0.012) * click;
        });
  }

  private static Voice glass(Dice dice) {
    double[] shards = new double[9];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = dice.between(2200, 7400);
    }
    double length = dice.between(0.35, 0.8);
    long seed = dice.bits();
    return Tone.every(
        dice.between(0.8, 1.0),
        dice.unit(),
        (u, n) -> {
          double ringing = 0;
          for (int i = 0; i < shards.length; i++) {
            double begins = 0.35 * length * (0.5 + 0.5 * Tone.hashed(seed + i, n));
            double v = u - begins;
            ringing += Tone.decay(v, length * 0.6) * Tone.sine(shards[i] * v);
          }
          double crash = Tone.hashed(seed, (long) (u * 16_000) + n * 16_000);
          return 0.25 * ringing + 0.7 * Tone.decay(u, 0.5 * length) * crash;
        });
  }

  private static Voice bark(Dice dice) {
    double pitch = dice.between(260, 620);
    double length = dice.between(0.13, 0.26);
    long seed = dice.bits();
    return Tone.every(
        dice.between(0.35, 0.7),
        dice.unit(),
        (u, n) -> {
          if (u > length) {
            return 0;
          }
          double x = u / length;
          double swell = 4 * x * (1 - x);
          double turns = pitch * (u + 0.35 * u * (1 - x)) * (1 + 0.05 * Tone.hashed(seed, n));
          return swell * (0.8 * Tone.buzz(turns, 7) + 0.35 * Tone.hashed(seed, (long) (u * 9_000)));
        });
  }

  private static Voice alarm(Dice dice) {
    double pitch = dice.between(2600, 3500);
    double on = dice.between(0.25, 0.5);
    double square = dice.between(0, 0.4);
    return Tone.every(
        on + dice.between(0.15, 0.4),
        dice.unit(),
        (u, n) -> u < on ? 0.7 * (Tone.sine(pitch * u) + square * Tone.sine(3 * pitch * u)) : 0);
  }
}
