package io.sensorium.ingest.scene;

/** Voices of people, without words. */
public final class Speech {
  private Speech() {}

  /** Someone talks, or a television does: syllables of a buzzing voice through two formants. */
  public static Voice babble(Dice dice) {
    double pitch = dice.between(90, 230);
    double pace = dice.between(3, 5.5);
    Voice melody = Tone.rumble(dice.bits(), 2);
    Voice vowel = Tone.rumble(dice.bits(), pace);
    Voice loud = Tone.rumble(dice.bits(), pace * 1.3);
    return t -> {
      double swell = Math.max(0, loud.at(t) + 0.35);
      double turns = pitch * t + 3 * melody.at(t);
      double first = Tone.sine(4 * turns) * (1 + vowel.at(t));
      double upper = Tone.sine(11 * turns) * (1 - vowel.at(t));
      return swell * (0.5 * Tone.buzz(turns, 5) + 0.4 * first + 0.25 * upper);
    };
  }
}
