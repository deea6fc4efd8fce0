package io.sensorium.worker.rollout;

import io.sensorium.worker.repository.Fingerprint;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes which version serves. For one thread at a time. */
final class ServingChange {
  private static final Logger LOG = LoggerFactory.getLogger(ServingChange.class);

  private final ModelRepository repository;
  private final GraphOpener opener;
  private final Routes routes;
  private final VersionLedger ledger;

  ServingChange(
      ModelRepository repository, GraphOpener opener, Routes routes, VersionLedger ledger) {
    this.repository = repository;
    this.opener = opener;
    this.routes = routes;
    this.ledger = ledger;
  }

  /** Lets the highest version serve, whatever it is. */
  void loadHighest(String model) {
    List<String> versions = repository.versions(model);
    // Where there is none, the repository says so in its own words.
    load(
        new VersionName(
            model,
            versions.isEmpty()
                ? repository.version(model, null).version()
                : versions.get(versions.size() - 1)));
  }

  void load(VersionName version) {
    requireAlone(version.model());
    RunningGraph base = routes.now().serving();
    VersionName old = serving(version.model());
    replace(base, version);
    if (!old.equals(version)) {
      ledger.replaced(old);
    }
    LOG.info("{} serves instead of version {}", version, old.version());
  }

  void rollBack(String model) {
    requireAlone(model);
    VersionName current = serving(model);
    String before = ledger.before(model);
    if (before == null) {
      throw new RolloutException(
          current.toString(),
          "a version that served before it",
          "none since the worker started",
          "Load the version that is wanted by its number");
    }
    VersionName wanted = new VersionName(model, before);
    RunningGraph serving = routes.now().serving();
    if (!routes.goBack(kept -> kept.loaded().versions().equals(serving.loaded().with(wanted)))) {
      replace(serving, wanted);
    }
    ledger.wentBack(model);
    ledger.refuse(current, files(current), "rolled back by hand");
    LOG.warn("{} serves again, version {} is rolled back", wanted, current.version());
  }

  private void replace(RunningGraph base, VersionName version) {
    RunningGraph graph = opener.open(base.loaded(), version);
    if (!routes.serve(graph, base)) {
      routes.retire(graph);
      throw new RolloutException(
          version.toString(),
          "the models to serve that served when its loading began",
          "a return to a version before, since another had failed",
          "Ask again");
    }
  }

  private VersionName serving(String model) {
    return new VersionName(model, routes.now().serving().versions().getOrDefault(model, ""));
  }

  /** Graphs that run beside are made from what serves, and would be of yesterday. */
  private void requireAlone(String model) {
    Routing now = routes.now();
    VersionName canary = now.canary() == null ? null : now.canary().version();
    VersionName shadow = now.shadow() == null ? null : now.shadow().version();
    requireOf(model, canary, "canary");
    requireOf(model, shadow, "shadow");
  }

  private static void requireOf(String model, @Nullable VersionName present, String role) {
    if (present != null && !present.model().equals(model)) {
      throw new RolloutException(
          "model '" + model + "'",
          "no " + role + " of another model",
          present.toString(),
          "End that " + role + " first");
    }
  }

  private @Nullable Fingerprint files(VersionName version) {
    try {
      return repository.fingerprint(version.model(), version.version());
    } catch (RepositoryException gone) {
      return null;
    }
  }
}
