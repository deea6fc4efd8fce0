package io.sensorium.worker.rollout;

import io.sensorium.worker.repository.ModelRepository;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Changes of models, one at a time, on the threads of those who ask for them. */
final class RolloutControl implements ModelControl {
  private final ModelRepository repository;
  private final GraphOpener opener;
  private final Routes routes;
  private final VersionLedger ledger;
  private final ServingChange serving;
  private final BesideChange beside;
  private final ReentrantLock change = new ReentrantLock();

  RolloutControl(
      ModelRepository repository,
      GraphOpener opener,
      Routes routes,
      VersionLedger ledger,
      BesideChange beside) {
    this.repository = repository;
    this.opener = opener;
    this.routes = routes;
    this.ledger = ledger;
    this.serving = new ServingChange(repository, opener, routes, ledger);
    this.beside = beside;
  }

  @Override
  public List<ModelStatus> models() {
    return new VersionStatuses(repository, routes.now(), opener.loading(), ledger).list();
  }

  @Override
  public void load(String model, @Nullable String version) {
    changing(
        model,
        () -> {
          if (version == null) {
            serving.loadHighest(model);
          } else {
            serving.load(new VersionName(model, version));
          }
          ledger.fix(model, version != null);
        });
  }

  /** As {@link #load}, but the model goes on following the highest version. */
  void follow(VersionName version) {
    changing(
        version.model(),
        () -> {
          serving.load(version);
          ledger.fix(version.model(), false);
        });
  }

  @Override
  public void unload(String model) {
    changing(model, () -> beside.unload(model));
  }

  @Override
  public void rollBack(String model) {
    changing(model, () -> serving.rollBack(model));
  }

  @Override
  public void canary(String model, String version, double share) {
    changing(
        model,
        () -> {
          if (share == 0) {
            beside.endCanary(model);
          } else {
            beside.canary(new VersionName(model, version), share);
          }
        });
  }

  @Override
  public void shadow(String model, @Nullable String version) {
    changing(
        model,
        () -> {
          if (version == null) {
            beside.endShadow(model);
          } else {
            beside.shadow(new VersionName(model, version));
          }
        });
  }

  /** Waits for the change under way, and refuses all that are to come. */
  void close() {
    change.lock();
  }

  private void changing(String model, Runnable work) {
    if (!change.tryLock()) {
      VersionName loading = opener.loading();
      throw new RolloutException(
          "model '" + model + "'",
          "no other change under way",
          loading == null ? "one" : "the loading of " + loading,
          "Ask again when it is done");
    }
    try {
      Set<String> used = routes.now().serving().versions().keySet();
      if (!used.contains(model)) {
        throw new RolloutException(
            "model '" + model + "'",
            "one of the models that the pipeline's steps run " + used.stream().sorted().toList(),
            "'" + model + "'",
            "Correct the name, or add a step to the pipeline file and restart the worker");
      }
      work.run();
    } finally {
      change.unlock();
    }
  }
}
