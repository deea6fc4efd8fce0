package io.sensorium.worker.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked and changed of the models of a running worker. Thread-safe. A change returns
 * once it is in effect, or throws and leaves what serves as it was; while one is under way, others
 * are refused.
 */
public interface ModelControl {

  /** Every version in the repository with how it stands, by model, the lowest version first. */
  List<ModelStatus> models();

  /**
   * Makes the pipeline use that version of a model. It is loaded and warmed up beside what serves,
   * which then finishes what it has begun. Ends a canary.
   *
   * @param version null for the highest
   * @throws io.sensorium.worker.tensor.ModelException if it does not load or does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks it
   * @throws RolloutException if no step of the pipeline runs the model, or another change is under
   *     way
   */
  void load(String model, @Nullable String version);

  /**
   * Always refused for a model that the pipeline's steps run, as it cannot do without; a canary of
   * the model is ended.
   *
   * @throws RolloutException if the pipeline needs the model, or does not know it
   */
  void unload(String model);

  /**
   * Goes back to the version before, and stays there until another one is loaded.
   *
   * @throws RolloutException if there is none, or another change is under way
   */
  void rollBack(String model);

  /**
   * Gives a share of the sites, chosen by a hash of the site, that version.
   *
   * @param share above 0 and up to 1; 0 ends it
   * @throws io.sensorium.worker.tensor.ModelException if it does not load or does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks it
   * @throws RolloutException if the share is none, no step runs the model, or another change is
   *     under way
   */
  void canary(String model, String version, double share);

  /**
   * Runs that version beside, on all moments. Its results are compared with those published, and
   * the comparisons published; they are never used otherwise.
   *
   * @param version null ends it
   * @throws io.sensorium.worker.tensor.ModelException if it does not load or does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks it
   * @throws RolloutException if no step runs the model, or another change is under way
   */
  void shadow(String model, @Nullable String version);
}
