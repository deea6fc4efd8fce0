package io.sensorium.deploy.scenario;

import io.sensorium.config.ConfigException;
import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Scene;
import io.sensorium.ingest.scene.Situation;
import io.sensorium.ingest.scene.Utterance;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import io.sensorium.model.training.SceneSample;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.Subject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Moments of a scenario's simulated scenes, each at a site of its own. */
public final class SimulatedScenes implements SceneSource {
  private static final long MARGIN_US = 1_000_000;

  private final ScenarioScenes scenes;

  public SimulatedScenes(ScenarioScenes scenes) {
    this.scenes = scenes;
  }

  /**
   * Those of a scenario's name.
   *
   * @throws ConfigException where there is none; names those that there are
   */
  public static SimulatedScenes of(String scenario) {
    return Scenarios.find(scenario)
        .map(SimulatedScenes::new)
        .orElseThrow(
            () ->
                new ConfigException(
                    "expected a simulated scenario out of %s, found '%s'"
                        .formatted(String.join(", ", Scenarios.names()), scenario)));
  }

  /** What the scenario's models are about. */
  public Subject subject() {
    About about = scenes.about();
    return new Subject(
        scenes.name(),
        about.question(),
        about.frame(),
        about.sound(),
        about.words(),
        about.notice());
  }

  @Override
  public List<String> labels() {
    return scenes.labels();
  }

  @Override
  public List<String> views() {
    return scenes.views();
  }

  @Override
  public List<String> sounds() {
    return scenes.sounds();
  }

  @Override
  public List<String> topics() {
    return scenes.topics();
  }

  /**
   * Somewhere in the middle of a scene; in one of five half of the sound is lost with its chunk.
   */
  @Override
  public SceneSample sample(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String site = "site-" + seed;
    Scene scene = scenes.at(seed, site, MARGIN_US * (random.nextLong() >>> 44));
    long inside = ScenarioScenes.SCENE_US - 2 * MARGIN_US;
    long timeUs = scene.startUs() + MARGIN_US + Math.floorMod(random.nextLong(), inside);
    long soundUs = timeUs - MARGIN_US / 2;
    byte[] pcm = scenes.sound(seed, site, soundUs, ScenarioScenes.SAMPLE_RATE);
    if (Math.floorMod(random.nextLong(), 5) == 0) {
      int from = random.nextBoolean() ? 0 : pcm.length / 2;
      Arrays.fill(pcm, from, from + pcm.length / 2, (byte) 0);
    }
    Situation situation = scene.situation();
    boolean silent = situation.words().equals(Situation.SILENCE);
    return new SceneSample(
        scene.label(),
        situation.view(),
        situation.sound(),
        silent ? null : situation.words(),
        ByteBuffer.wrap(scene.jpeg(timeUs)),
        ByteBuffer.wrap(pcm),
        scene.words().map(Utterance::text).orElse(null));
  }
}
