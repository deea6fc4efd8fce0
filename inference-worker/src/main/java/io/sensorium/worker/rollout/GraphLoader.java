package io.sensorium.worker.rollout;

import java.util.Map;

/** Loads the pipeline's models. Called by one thread at a time. */
@FunctionalInterface
public interface GraphLoader {
  /**
   * Loads and, where that is wanted, warms up.
   *
   * @param versions by step; a step that is not named has the pipeline file's version, and the
   *     highest where that names none
   * @throws io.sensorium.worker.tensor.ModelException if a model does not load or does not fit;
   *     nothing is then left behind
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   * @throws io.sensorium.config.ConfigException if a description does not say what it should
   */
  LoadedGraph load(Map<String, String> versions);
}
