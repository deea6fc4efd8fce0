package io.sensorium.worker.rollout;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.tensor.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the graph that a worker begins with. Where it does not open because of one model's highest
 * version, it opens with the highest below that does: a bad version must not keep a worker from
 * starting again.
 */
final class FirstGraph {
  private static final Logger LOG = LoggerFactory.getLogger(FirstGraph.class);

  private final ModelRepository repository;
  private final GraphLoader loader;
  private final Map<String, Set<String>> stepsOf;
  private final VersionLedger ledger;

  /**
   * @param stepsOf the steps of each model that follows the highest version
   */
  FirstGraph(
      ModelRepository repository,
      GraphLoader loader,
      Map<String, Set<String>> stepsOf,
      VersionLedger ledger) {
    this.repository = repository;
    this.loader = loader;
    this.stepsOf = stepsOf;
    this.ledger = ledger;
  }

  /**
   * @throws RuntimeException what kept the highest versions from opening, where no lower one of a
   *     single model does either
   */
  RunningGraph open() {
    try {
      return new RunningGraph(loader.load(Map.of()), null, null);
    } catch (ModelException | RepositoryException | ConfigException refused) {
      for (String model : stepsOf.keySet().stream().sorted().toList()) {
        RunningGraph graph = lower(model, refused);
        if (graph != null) {
          return graph;
        }
      }
      throw refused;
    }
  }

  private @Nullable RunningGraph lower(String model, RuntimeException refused) {
    List<String> versions = versions(model);
    for (int i = versions.size() - 2; i >= 0; i--) {
      Map<String, String> chosen = new HashMap<>();
      for (String step : stepsOf.getOrDefault(model, Set.of())) {
        chosen.put(step, versions.get(i));
      }
      try {
        RunningGraph graph = new RunningGraph(loader.load(chosen), null, null);
        versions.subList(i + 1, versions.size()).forEach(v -> refuse(model, v, refused));
        LOG.error(
            "{} SERVES, SINCE NO HIGHER ONE DOES: {}",
            new VersionName(model, versions.get(i)),
            refused.getMessage());
        return graph;
      } catch (ModelException | RepositoryException | ConfigException again) {
        LOG.debug("Nor does {} of {}", versions.get(i), model, again);
      }
    }
    return null;
  }

  private List<String> versions(String model) {
    try {
      return repository.versions(model);
    } catch (RepositoryException none) {
      return List.of();
    }
  }

  private void refuse(String model, String version, RuntimeException refused) {
    ledger.refuse(
        new VersionName(model, version),
        repository.fingerprint(model, version),
        String.valueOf(refused.getMessage()));
  }
}
