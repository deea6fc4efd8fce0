package io.sensorium.worker;

import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.ModelStatus;
import io.sensorium.worker.rollout.ModelStatus.State;
import io.sensorium.worker.rollout.RolloutException;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tally.TalliedModel;
import io.sensorium.worker.tally.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models of a pipeline that keeps those with which it was started. Thread-safe. */
final class FixedModels implements ModelControl {
  private final ModelRepository repository;
  private final ModelTallies tallies;

  /**
   * @param tallies say what the pipeline has loaded
   */
  FixedModels(ModelRepository repository, ModelTallies tallies) {
    this.repository = repository;
    this.tallies = tallies;
  }

  @Override
  public List<ModelStatus> models() {
    Set<TalliedModel> loaded =
        tallies.all().stream()
            .filter(tally -> tally.sessions() > 0)
            .map(tally -> tally.subject())
            .collect(Collectors.toSet());
    List<ModelStatus> statuses = new ArrayList<>();
    for (String model : repository.models()) {
      for (String version : repository.versions(model)) {
        statuses.add(
            loaded.contains(new TalliedModel(model, version, Via.PIPELINE))
                ? new ModelStatus(model, version, State.READY, "", "serving")
                : new ModelStatus(model, version, State.UNAVAILABLE, "not in use", ""));
      }
    }
    return statuses;
  }

  @Override
  public void load(String model, @Nullable String version) {
    throw fixed(model);
  }

  @Override
  public void unload(String model) {
    throw fixed(model);
  }

  @Override
  public void rollBack(String model) {
    throw fixed(model);
  }

  @Override
  public void canary(String model, String version, double share) {
    throw fixed(model);
  }

  @Override
  public void shadow(String model, @Nullable String version) {
    throw fixed(model);
  }

  private static RolloutException fixed(String model) {
    return new RolloutException(
        "model " + model,
        "a pipeline whose models can be changed while it runs",
        "one that keeps those with which it was started",
        "Start the worker anew");
  }
}
