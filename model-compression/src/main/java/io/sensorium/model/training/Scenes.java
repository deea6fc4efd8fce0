package io.sensorium.model.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A set of scenes as features and classes, in the order of their seeds. */
public final class Scenes {
  /** Channels, rows and columns of a frame's features. */
  public static final List<Integer> FRAME_SHAPE =
      List.of(3, SenseFeatures.FRAME.height(), SenseFeatures.FRAME.width());

  /** One channel, bands and spectra of a sound's features. */
  public static final List<Integer> SOUND_SHAPE =
      List.of(1, SenseFeatures.SOUND.bands(), SenseFeatures.SOUND_FRAMES);

  private final List<SceneFeatures> scenes;

  private Scenes(List<SceneFeatures> scenes) {
    this.scenes = scenes;
  }

  /** Renders scenes and computes their features on some threads. */
  public static Scenes load(SceneSource source, long firstSeed, int count, ExecutorService threads)
      throws InterruptedException {
    List<Future<SceneFeatures>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long seed = firstSeed + i;
      running.add(threads.submit(() -> scene(source, source.sample(seed))));
    }
    List<SceneFeatures> scenes = new ArrayList<>();
    for (Future<SceneFeatures> one : running) {
      try {
        scenes.add(one.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a scene could not be rendered", e.getCause());
      }
    }
    return new Scenes(scenes);
  }

  public List<SceneFeatures> all() {
    return scenes;
  }

  public List<float[]> frames() {
    return scenes.stream().map(SceneFeatures::frame).toList();
  }

  public List<float[]> sounds() {
    return scenes.stream().map(SceneFeatures::mel).toList();
  }

  /** What each frame shows, by its place among the source's views. */
  public List<Integer> views() {
    return scenes.stream().map(SceneFeatures::view).toList();
  }

  /** What is heard in each scene, by its place among the source's sounds. */
  public List<Integer> heard() {
    return scenes.stream().map(SceneFeatures::sound).toList();
  }

  /** Word ids of each scene; all padding where nothing was said. */
  public List<float[]> words(Texts texts) {
    return scenes.stream().map(s -> texts.ids(s.text() == null ? "" : s.text())).toList();
  }

  public List<Integer> labels() {
    return scenes.stream().map(SceneFeatures::label).toList();
  }

  private static SceneFeatures scene(SceneSource source, SceneSample sample) {
    String topic = sample.topic();
    return new SceneFeatures(
        source.labels().indexOf(sample.label()),
        source.views().indexOf(sample.view()),
        source.sounds().indexOf(sample.sound()),
        topic == null ? -1 : source.topics().indexOf(topic),
        SenseFeatures.frame(sample.frame()),
        SenseFeatures.sound(sample.samples()),
        sample.text());
  }
}
