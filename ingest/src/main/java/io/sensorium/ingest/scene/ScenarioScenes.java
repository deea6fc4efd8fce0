package io.sensorium.ingest.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simulated scenes of a scenario. At each site one scene of {@link #SCENE_US} follows another;
 * sites are out of step. What any sensor gives at a time is a function of seed, site and that time
 * alone. Immutable.
 */
public final class ScenarioScenes {
  /** How long a scene lasts, in microseconds. */
  public static final long SCENE_US = 8_000_000;

  /** Words come no later than this after the start of their scene, in microseconds. */
  public static final long WORDS_BY_US = 300_000;

  /** Samples of sound in a second. */
  public static final int SAMPLE_RATE = Microphone.SAMPLE_RATE;

  private final String name;
  private final About about;
  private final SensorNames sensors;
  private final SituationTable table;
  private final Camera camera;
  private final Microphone microphone;
  private final Phrases phrases;

  /**
   * Scenes of a scenario.
   *
   * @param name as the command has it
   * @param table what can go on
   * @param senses what is seen, heard and said of it, for every name of the table
   */
  public ScenarioScenes(
      String name, About about, SensorNames sensors, SituationTable table, Senses senses) {
    this.name = name;
    this.about = about;
    this.sensors = sensors;
    this.table = table;
    this.camera = new Camera(senses.view());
    this.microphone = new Microphone(senses.soundscape());
    this.phrases = senses.phrases();
  }

  public String name() {
    return name;
  }

  public About about() {
    return about;
  }

  public SensorNames sensors() {
    return sensors;
  }

  /** What can be going on, in the order of the models' labels. */
  public List<String> labels() {
    return table.labels();
  }

  /** What the camera can show, sorted. */
  public List<String> views() {
    return table.views();
  }

  /** What the microphone can hear, sorted. */
  public List<String> sounds() {
    return table.sounds();
  }

  /** What words can be about, sorted, without {@link Situation#SILENCE}. */
  public List<String> topics() {
    return table.words();
  }

  /** The scene that goes on at a site at a time, in microseconds of the site's clock. */
  public Scene at(long seed, String site, long timeUs) {
    long phase = new Dice(seed, name + '/' + site + "/phase", 0).below((int) SCENE_US);
    long startUs = Math.floorDiv(timeUs - phase, SCENE_US) * SCENE_US + phase;
    Dice dice = new Dice(seed, name + '/' + site + "/situation", startUs);
    Situation situation = table.draw(dice);
    return new Scene(
        this, seed, site, startUs, startUs + SCENE_US, situation, words(situation, startUs, dice));
  }

  /**
   * What the site's microphone hears from a time on: signed 16-bit little-endian mono at {@link
   * #SAMPLE_RATE}. The samples of neighbouring spans join without a seam, across scenes too, when
   * spans are whole samples long.
   */
  public byte[] sound(long seed, String site, long startUs, int samples) {
    byte[] pcm = new byte[samples * 2];
    int done = 0;
    while (done < samples) {
      Scene scene = at(seed, site, Microphone.timeOf(startUs, done));
      int until = done + 1;
      while (until < samples && Microphone.timeOf(startUs, until) < scene.endUs()) {
        until++;
      }
      microphone.record(scene, startUs, done, until, pcm);
      done = until;
    }
    return pcm;
  }

  /** What is said or written at a site in [{@code fromUs}, {@code untilUs}), by time. */
  public List<Utterance> words(long seed, String site, long fromUs, long untilUs) {
    List<Utterance> said = new ArrayList<>();
    for (Scene scene = at(seed, site, fromUs);
        scene.startUs() < untilUs;
        scene = at(seed, site, scene.endUs())) {
      scene.words().filter(w -> w.timeUs() >= fromUs && w.timeUs() < untilUs).ifPresent(said::add);
    }
    return said;
  }

  Camera camera() {
    return camera;
  }

  private Optional<Utterance> words(Situation situation, long startUs, Dice dice) {
    if (situation.words().equals(Situation.SILENCE)) {
      return Optional.empty();
    }
    long timeUs = startUs + dice.below((int) WORDS_BY_US);
    return Optional.of(
        new Utterance(timeUs, dice.chance(0.6), phrases.say(situation.words(), dice)));
  }
}
