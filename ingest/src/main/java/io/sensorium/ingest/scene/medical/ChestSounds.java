package io.sensorium.ingest.scene.medical;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Soundscape;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.Voice;

/** What a stethoscope might give, made of noise and tones. */
final class ChestSounds implements Soundscape {
  @Override
  public Voice voice(String sounds, Dice dice) {
    return switch (sounds) {
      case "normal" -> breath(dice, 1);
      case "crackles" -> breath(dice, 0.6).plus(crackles(dice));
      case "wheeze" -> breath(dice, 0.5).plus(wheeze(dice));
      case "muffled" -> muffled(dice);
      case "rubbing" -> rubbing(dice);
      default -> throw new IllegalArgumentException("no sound of a chest is called " + sounds);
    };
  }

  /** A heart in every chest, now and then the hum of a ward. */
  @Override
  public Voice background(Dice dice) {
    double beat = dice.between(0.62, 0.95);
    double low = dice.between(55, 80);
    double loud = dice.between(0.05, 0.16);
    Voice heart =
        Tone.every(
            beat,
            dice.unit(),
            (u, n) ->
                loud
                    * (Tone.decay(u, 0.13) * Tone.sine(low * u)
                        + 0.7 * Tone.decay(u - 0.3, 0.1) * Tone.sine(1.3 * low * (u - 0.3))));
    Voice ward = Tone.rumble(dice.bits(), dice.between(200, 500)).times(dice.between(0, 0.03));
    return heart.plus(ward);
  }

  /** Soft noise that swells and falls, in and out. */
  private static Voice breath(Dice dice, double loud) {
    double period = dice.between(0.55, 0.9);
    double shift = dice.unit();
    Voice low = Tone.band(dice.bits(), dice.between(220, 360), 260);
    Voice high = Tone.band(dice.bits(), dice.between(480, 700), 300);
    return t -> {
      double swell = 0.25 + 0.75 * Math.abs(Tone.sine((t + shift) / (2 * period)));
      return 0.7 * loud * swell * (low.at(t) + 0.5 * high.at(t));
    };
  }

  /** Short pops, dozens a second, in bursts. */
  private static Voice crackles(Dice dice) {
    double rate = dice.between(28, 60);
    double pitch = dice.between(900, 1900);
    double period = dice.between(0.5, 0.9);
    double shift = dice.unit();
    long seed = dice.bits();
    return Tone.every(
        1 / rate,
        0,
        (u, n) -> {
          double open = 0.3 + 0.7 * Math.max(0, Tone.sine((n / rate + shift) / period));
          double size = Math.max(0, Tone.hashed(seed, n)) * open;
          double own = pitch * (1 + 0.4 * Tone.hashed(seed + 1, n));
          return 1.6 * size * Tone.decay(u, 0.012) * Tone.sine(own * u);
        });
  }

  /** One or two notes that whistle along with the breath. */
  private static Voice wheeze(Dice dice) {
    double pitch = dice.between(380, 760);
    double other = pitch * dice.between(1.3, 1.7);
    double second = dice.chance(0.5) ? 0.6 : 0;
    double period = dice.between(0.6, 1.0);
    double shift = dice.unit();
    Voice wander = Tone.rumble(dice.bits(), 3);
    return t -> {
      double swell = 0.25 + 0.75 * Math.abs(Tone.sine((t + shift) / (2 * period)));
      double drift = 2.5 * wander.at(t);
      double notes = Tone.sine(pitch * t + drift) + second * Tone.sine(other * t + drift);
      return 0.55 * swell * (notes + 0.25 * Tone.sine(2 * (pitch * t + drift)));
    };
  }

  /** As through a wall: hardly anything but the lowest rumble. */
  private static Voice muffled(Dice dice) {
    Voice deep = Tone.band(dice.bits(), dice.between(70, 120), 50);
    return deep.times(dice.between(0.25, 0.5));
  }

  /** A stethoscope that is moved over cloth: scratches of all pitches. */
  private static Voice rubbing(Dice dice) {
    Voice cloth = Tone.white(dice.bits());
    Voice strokes = Tone.rumble(dice.bits(), dice.between(5, 10));
    return t -> 0.9 * Math.max(0, strokes.at(t)) * cloth.at(t);
  }
}
