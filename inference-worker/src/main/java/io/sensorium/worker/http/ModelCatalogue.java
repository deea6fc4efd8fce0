package io.sensorium.worker.http;

import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.ModelStatus;
import io.sensorium.worker.serve.ServeException;
import io.sensorium.worker.serve.ServeException.Kind;
import io.sensorium.worker.serve.ServedVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which models there are, and which version a request means that names none: the one that serves
 * the pipeline, else the one that was loaded by request, else the highest. Thread-safe; looks into
 * the repository's folder and so may block.
 */
final class ModelCatalogue {
  private static final String SERVING = "serving";

  private final ModelRepository repository;
  private final Supplier<@Nullable ModelControl> control;
  private final Map<String, String> chosen = new ConcurrentHashMap<>();
  private final Set<String> unloaded = ConcurrentHashMap.newKeySet();

  ModelCatalogue(ModelRepository repository, Supplier<@Nullable ModelControl> control) {
    this.repository = repository;
    this.control = control;
  }

  /** Names of all models. */
  List<String> models() {
    return repository.models();
  }

  /**
   * The versions of a model, the lowest first.
   *
   * @throws ServeException where there is no such model
   */
  List<String> versions(String model) {
    List<String> models = repository.models();
    if (!models.contains(model)) {
      throw new ServeException(
          Kind.UNKNOWN,
          "the model repository",
          "one of " + models,
          "'" + model + "'",
          "Correct the name, or put the model there");
    }
    return repository.versions(model);
  }

  /**
   * The version that is meant.
   *
   * @param version as named; null for none
   * @throws ServeException where there is no such model or version, or it was unloaded
   */
  ServedVersion find(String model, @Nullable String version) {
    List<String> versions = versions(model);
    if (versions.isEmpty() || (version != null && !versions.contains(version))) {
      throw new ServeException(
          Kind.UNKNOWN,
          "model " + model,
          versions.isEmpty() ? "a folder for each version" : "one of the versions " + versions,
          version == null ? "none" : "'" + version + "'",
          "Correct the version, or put it there");
    }
    if (unloaded.contains(model)) {
      throw new ServeException(
          Kind.UNAVAILABLE,
          "model " + model,
          "it to be loaded",
          "that it was unloaded by request",
          "Load it with POST /v2/repository/models/" + model + "/load");
    }
    return new ServedVersion(model, version == null ? meant(model, versions) : version);
  }

  /** Whether a step of the pipeline runs it. */
  boolean inPipeline(String model) {
    return statuses().stream().anyMatch(s -> s.model().equals(model) && !s.role().isEmpty());
  }

  /** Whether the pipeline has that version loaded. */
  boolean readyInPipeline(ServedVersion version) {
    return statuses().stream()
        .anyMatch(
            status ->
                status.state() == ModelStatus.State.READY
                    && status.model().equals(version.model())
                    && status.version().equals(version.version()));
  }

  /** How the pipeline's models stand; empty while they are being loaded. */
  List<ModelStatus> statuses() {
    ModelControl now = control.get();
    return now == null ? List.of() : now.models();
  }

  /** From now on that version is meant. */
  void choose(ServedVersion version) {
    chosen.put(version.model(), version.version());
  }

  /** Requests for the model are turned down until it is allowed again. */
  void forbid(String model) {
    unloaded.add(model);
  }

  void allow(String model) {
    unloaded.remove(model);
  }

  boolean forbidden(String model) {
    return unloaded.contains(model);
  }

  private String meant(String model, List<String> versions) {
    for (ModelStatus status : statuses()) {
      if (status.model().equals(model) && status.role().equals(SERVING)) {
        return status.version();
      }
    }
    String last = chosen.get(model);
    return last != null && versions.contains(last) ? last : versions.get(versions.size() - 1);
  }
}
