package io.sensorium.ingest.scene;

import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * A few seconds at one site during which one thing goes on. A scene is a pure function of scenario,
 * seed, site and time: everything that it renders is the same at every call. Safe for use by many
 * threads.
 *
 * @param startUs when it begins, in microseconds of the site's clock, inclusive
 * @param endUs when it ends, exclusive
 * @param situation the ground truth
 * @param words what is said or written in it, once, within {@link ScenarioScenes#WORDS_BY_US} of
 *     its start
 */
public record Scene(
    ScenarioScenes scenario,
    long seed,
    String site,
    long startUs,
    long endUs,
    Situation situation,
    Optional<Utterance> words) {

  /** What is going on, one of {@link ScenarioScenes#labels()}. */
  public String label() {
    return situation.label();
  }

  /** What the camera sees at a time, 320 × 240, {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage frame(long timeUs) {
    return scenario.camera().expose(this, timeUs);
  }

  /** What the camera sees at a time, as a baseline JPEG of 320 × 240. */
  public byte[] jpeg(long timeUs) {
    return Camera.jpeg(frame(timeUs));
  }

  double seconds(long timeUs) {
    return (timeUs - startUs) / 1e6;
  }

  /** Fresh choices for one aspect of this scene. */
  Dice dice(String aspect) {
    return new Dice(seed, scenario.name() + '/' + site + '/' + aspect, startUs);
  }

  /** Fresh choices for one aspect of the site, the same in all its scenes. */
  Dice placeDice(String aspect) {
    return new Dice(seed, scenario.name() + '/' + site + '/' + aspect, Long.MIN_VALUE);
  }
}
