package io.sensorium.ingest.scene.road;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Soundscape;
import io.sensorium.ingest.scene.Speech;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.Voice;

/** What the microphone in the car hears; the car's own engine runs in every scene. */
final class RoadSounds implements Soundscape {
  @Override
  public Voice voice(String sounds, Dice dice) {
    return switch (sounds) {
      case "engine" -> t -> 0;
      case "siren" -> siren(dice);
      case "horn" -> horn(dice);
      case "screech" -> screech(dice);
      case "rain" -> rain(dice);
      default -> throw new IllegalArgumentException("no sound on the road is called " + sounds);
    };
  }

  @Override
  public Voice background(Dice dice) {
    Voice whole = engine(dice).times(dice.between(0.05, 0.2));
    Voice tyres = Tone.rumble(dice.bits(), dice.between(400, 1600));
    whole = whole.plus(tyres.times(dice.between(0.01, 0.08)));
    if (dice.chance(0.5)) {
      whole = whole.plus(Speech.babble(dice).times(dice.between(0.02, 0.1)));
    }
    if (dice.chance(0.25)) {
      whole = whole.plus(music(dice).times(dice.between(0.02, 0.08)));
    }
    return whole;
  }

  private static Voice engine(Dice dice) {
    double revolutions = dice.between(24, 70);
    Voice wander = Tone.rumble(dice.bits(), 1.5);
    Voice rough = Tone.rumble(dice.bits(), 40);
    return t -> (1 + 0.3 * rough.at(t)) * Tone.buzz(revolutions * t + 0.8 * wander.at(t), 6);
  }

  /** A radio that plays long notes, which a siren or a horn must not be mistaken for. */
  private static Voice music(Dice dice) {
    long seed = dice.bits();
    double root = dice.between(180, 300);
    return Tone.every(
        dice.between(0.3, 0.6),
        dice.unit(),
        (u, n) -> {
          double note = root * (1 + 0.25 * Math.floor(3 * (1 + Tone.hashed(seed, n))));
          return Tone.decay(u, 0.6) * Tone.buzz(note * u, 4);
        });
  }

  /** Wail or yelp: the pitch goes up and down between two ends, its phase in closed form. */
  private static Voice siren(Dice dice) {
    double low = dice.between(480, 720);
    double high = low * dice.between(1.9, 2.4);
    double period = dice.chance(0.5) ? dice.between(0.25, 0.45) : dice.between(1.2, 2.8);
    double shift = dice.between(0, period);
    double mean = (low + high) / 2;
    double swing = (high - low) / 2;
    return t -> {
      double x = (t + shift) / period;
      double turns = mean * t - swing * period / (2 * Math.PI) * Tone.sine(x + 0.25);
      return 0.55 * (Tone.sine(turns) + 0.3 * Tone.sine(2 * turns) + 0.15 * Tone.sine(3 * turns));
    };
  }

  private static Voice horn(Dice dice) {
    double low = dice.between(330, 460);
    double high = low * dice.between(1.18, 1.27);
    double length = dice.between(0.25, 0.6);
    return Tone.every(
        length + dice.between(0.12, 0.35),
        dice.unit(),
        (u, n) -> u < length ? 0.45 * (Tone.buzz(low * u, 9) + Tone.buzz(high * u, 9)) : 0);
  }

  private static Voice screech(Dice dice) {
    double pitch = dice.between(1100, 2300);
    double length = dice.between(0.4, 0.7);
    Voice wander = Tone.rumble(dice.bits(), 25);
    Voice hiss = Tone.band(dice.bits(), pitch * 1.7, 900);
    return Tone.every(
        length + dice.between(0.1, 0.3),
        dice.unit(),
        (u, n) -> {
          if (u > length) {
            return 0;
          }
          double t = u + n * 1.7;
          double turns = pitch * (u - 0.12 * u * u / length) + 0.9 * wander.at(t);
          double swell = Math.min(1, 12 * u) * Math.min(1, 8 * (length - u));
          return swell * (0.5 * Tone.sine(turns) + 0.3 * Tone.sine(2 * turns) + 0.5 * hiss.at(t));
        });
  }

  /** Rain on the roof: hiss, and drops that hit the tin. */
  private static Voice rain(Dice dice) {
    Voice hiss = Tone.white(dice.bits());
    long seed = dice.bits();
    double drops = dice.between(30, 80);
    Voice patter =
        Tone.every(
            1 / drops,
            0,
            (u, n) -> {
              double size = Math.max(0, Tone.hashed(seed, n));
              double tin = 300 + 500 * Math.abs(Tone.hashed(seed + 1, n));
              return size * Tone.decay(u, 0.012) * Tone.sine(tin * u);
            });
    double share = dice.between(0.25, 0.5);
    return hiss.times(share).plus(patter);
  }
}
