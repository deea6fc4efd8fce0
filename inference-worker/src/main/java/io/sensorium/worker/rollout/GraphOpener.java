package io.sensorium.worker.rollout;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.repository.Fingerprint;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens graphs beside the one that serves, and remembers which versions cannot be. */
final class GraphOpener {
  private final ModelRepository repository;
  private final GraphLoader loader;
  private final VersionLedger ledger;
  private final RolloutTally tally;
  private volatile @Nullable VersionName loading;

  GraphOpener(
      ModelRepository repository, GraphLoader loader, VersionLedger ledger, RolloutTally tally) {
    this.repository = repository;
    this.loader = loader;
    this.ledger = ledger;
    this.tally = tally;
  }

  /** What is being loaded; null for nothing. */
  @Nullable VersionName loading() {
    return loading;
  }

  /**
   * Loads what a graph runs, but for one model, of which it has that version.
   *
   * @throws io.sensorium.worker.tensor.ModelException if it does not load or does not fit
   * @throws RepositoryException if the repository lacks it, or its files changed meanwhile
   * @throws RolloutException if it needs other inputs
   */
  RunningGraph open(LoadedGraph base, VersionName version) {
    loading = version;
    Fingerprint files = null;
    try {
      files = repository.fingerprint(version.model(), version.version());
      RunningGraph graph = new RunningGraph(loader.load(base.with(version)), version, files);
      try {
        checkInputs(base, graph.loaded(), version);
        checkFiles(files, version);
      } catch (RuntimeException unfit) {
        graph.predictor().close();
        throw unfit;
      }
      ledger.accept(version);
      return graph;
    } catch (ConfigException undescribed) {
      throw refused(
          version,
          files,
          new RepositoryException(
              Path.of(version.model(), "model.yaml"),
              "a description",
              undescribed.getMessage() + "",
              "Correct it",
              undescribed));
    } catch (RuntimeException failed) {
      throw refused(version, files, failed);
    } finally {
      loading = null;
    }
  }

  private RuntimeException refused(
      VersionName version, @Nullable Fingerprint files, RuntimeException failed) {
    tally.failedLoad();
    ledger.refuse(version, files, String.valueOf(failed.getMessage()));
    return failed;
  }

  private static void checkInputs(LoadedGraph base, LoadedGraph other, VersionName version) {
    Set<String> expected = base.predictor().inputs();
    Set<String> found = other.predictor().inputs();
    if (!found.equals(expected)) {
      throw new RolloutException(
          version.toString(),
          "the inputs " + expected + " of what serves",
          found.toString(),
          "Restart the worker to change the inputs, since others' payloads are not read yet");
    }
    if (other.predictor().stateful() && !base.predictor().stateful()) {
      throw new RolloutException(
          version.toString(),
          "a model without state, as what serves",
          "one that carries state from moment to moment",
          "Restart the worker with it, so that delivery keeps the order that it needs");
    }
  }

  private void checkFiles(Fingerprint before, VersionName version) {
    if (!before.equals(repository.fingerprint(version.model(), version.version()))) {
      throw new RepositoryException(
          Path.of(version.model(), version.version()),
          "files that stay as they are while they are loaded",
          "files that changed",
          "Load it again once they are complete");
    }
  }
}
