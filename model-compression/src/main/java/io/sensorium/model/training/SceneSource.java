package io.sensorium.model.training;

import java.util.List;

/** Port: moments of a scenario to learn from and to be examined on. Thread-safe. */
public interface SceneSource {
  /** What can be going on, in the order of the model's scores. */
  List<String> labels();

  /** What frames can show. */
  List<String> views();

  /** What can be heard. */
  List<String> sounds();

  /** What words can be about. */
  List<String> topics();

  /** A moment that is a function of the seed: other seeds, other scenes. */
  SceneSample sample(long seed);
}
