package io.sensorium.ingest.scene.video;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Soundscape;
import io.sensorium.ingest.scene.Speech;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.Voice;

/** What a programme sounds like. */
final class Soundtrack implements Soundscape {
  @Override
  public Voice voice(String sounds, Dice dice) {
    return switch (sounds) {
      case "speech" -> Speech.babble(dice).times(0.8);
      case "crowd" -> crowd(dice);
      case "music" -> music(dice);
      case "engines" -> engines(dice);
      case "sizzle" -> sizzle(dice);
      default -> throw new IllegalArgumentException("no soundtrack is called " + sounds);
    };
  }

  /** The studio's hum, sometimes someone who talks over everything. */
  @Override
  public Voice background(Dice dice) {
    Voice hum = Tone.rumble(dice.bits(), dice.between(150, 500)).times(dice.between(0, 0.03));
    return dice.chance(0.4) ? hum.plus(Speech.babble(dice).times(dice.between(0.03, 0.1))) : hum;
  }

  /** A stadium or a hall: hundreds of voices, and a whistle or clapping over them. */
  private static Voice crowd(Dice dice) {
    Voice swell = Tone.rumble(dice.bits(), dice.between(1.5, 3));
    Voice low = Tone.band(dice.bits(), dice.between(450, 650), 500);
    Voice middle = Tone.band(dice.bits(), dice.between(900, 1300), 800);
    Voice high = Tone.band(dice.bits(), dice.between(1900, 2500), 1200);
    long seed = dice.bits();
    double clap = dice.between(14, 26);
    Voice hands =
        Tone.every(
            1 / clap,
            0,
            (u, n) ->
                Tone.decay(u, 0.02)
                    * Tone.hashed(seed, n)
                    * Tone.hashed(seed + n, (long) (u * 9e3)));
    return t -> {
      double loud = 0.7 + 0.3 * swell.at(t);
      double roar = low.at(t) + 0.8 * middle.at(t) + 0.5 * high.at(t);
      return 0.5 * loud * roar + 0.25 * hands.at(t);
    };
  }

  /** A drum on every beat, a hat between, and a chord above them. */
  private static Voice music(Dice dice) {
    double beat = dice.between(0.3, 0.5);
    double shift = dice.unit();
    double root = dice.between(160, 290);
    double third = dice.chance(0.5) ? 1.25 : 1.2;
    long seed = dice.bits();
    Voice drum =
        Tone.every(
            beat,
            shift,
            (u, n) ->
                Tone.decay(u, 0.18) * Tone.sine(95 * u - 120 * u * u)
                    + 0.35
                        * Tone.decay(u - beat / 2, 0.05)
                        * Tone.hashed(seed + n, (long) (u * 15_000)));
    Voice chord =
        Tone.every(
            2 * beat,
            shift,
            (u, n) -> {
              double note = root * (1 + 0.125 * Math.floor(2 * (1 + Tone.hashed(seed, n))));
              double tones =
                  Tone.buzz(note * u, 5)
                      + Tone.buzz(third * note * u, 4)
                      + Tone.buzz(1.5 * note * u, 3);
              return 0.3 * (0.4 + 0.6 * Tone.decay(u, 2.5 * beat)) * tones;
            });
    return drum.times(0.7).plus(chord);
  }

  /** Two motors that are revved, and tyres that cry in the bends. */
  private static Voice engines(Dice dice) {
    double one = dice.between(85, 140);
    double other = one * dice.between(1.15, 1.6);
    double period = dice.between(0.9, 2.2);
    Voice rough = Tone.rumble(dice.bits(), 60);
    Voice tyres = Tone.band(dice.bits(), dice.between(1500, 2300), 350);
    double squeal = dice.between(0.1, 0.4);
    return t -> {
      double rev = 0.25 * period * Tone.sine(t / period);
      double motors = Tone.buzz(one * (t + rev), 8) + 0.7 * Tone.buzz(other * (t - rev), 8);
      double cry = squeal * Math.max(0, Tone.sine(t / (0.7 * period))) * tyres.at(t);
      return 0.4 * (1 + 0.4 * rough.at(t)) * motors + cry;
    };
  }

  /** Hot fat: a hiss of high pitch, and pops. */
  private static Voice sizzle(Dice dice) {
    Voice hiss = Tone.band(dice.bits(), dice.between(4200, 5600), 3500);
    long seed = dice.bits();
    double pops = dice.between(12, 30);
    double pitch = dice.between(1400, 2600);
    Voice popping =
        Tone.every(
            1 / pops,
            0,
            (u, n) ->
                Math.max(0, Tone.hashed(seed, n)) * Tone.decay(u, 0.01) * Tone.sine(pitch * u));
    return hiss.times(dice.between(0.4, 0.8)).plus(popping);
  }
}
