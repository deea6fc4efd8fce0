package io.sensorium.worker.http;

import io.sensorium.worker.rollout.ModelControl;
import io.sensorium.worker.rollout.ModelStatus;
import io.sensorium.worker.serve.DirectInference;
import io.sensorium.worker.serve.ServedVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with models. Those of the pipeline are changed where they run; all others are
 * loaded and unloaded for requests. Blocks until a change is in effect; one at a time.
 */
final class ModelVerbs {
  private static final String READY = ModelStatus.State.READY.name();
  private static final String UNAVAILABLE = ModelStatus.State.UNAVAILABLE.name();

  private final ModelCatalogue catalogue;
  private final DirectInference direct;
  private final Supplier<@Nullable ModelControl> control;

  ModelVerbs(
      ModelCatalogue catalogue, DirectInference direct, Supplier<@Nullable ModelControl> control) {
    this.catalogue = catalogue;
    this.direct = direct;
    this.control = control;
  }

  /**
   * Every version of every model with how it stands.
   *
   * @param readyOnly whether to leave out what is not ready
   */
  JsonArray index(boolean readyOnly) {
    Set<ServedVersion> served = new HashSet<>(direct.loaded());
    List<ModelStatus> statuses = catalogue.statuses();
    JsonArray index = new JsonArray();
    for (String model : catalogue.models()) {
      for (String version : catalogue.versions(model)) {
        JsonObject entry = entry(model, version, statuses, served);
        if (!readyOnly || READY.equals(entry.getString("state"))) {
          index.add(entry);
        }
      }
    }
    return index;
  }

  /** Makes that version the one that is used; null for the highest. */
  void load(String model, @Nullable String version) {
    List<String> versions = catalogue.versions(model);
    direct.retry(model);
    if (catalogue.inPipeline(model)) {
      pipeline().load(model, version);
      catalogue.allow(model);
      return;
    }
    boolean forbidden = catalogue.forbidden(model);
    catalogue.allow(model);
    try {
      ServedVersion wanted =
          catalogue.find(
              model,
              version == null && !versions.isEmpty() ? versions.get(versions.size() - 1) : version);
      direct.use(wanted).join().close();
      catalogue.choose(wanted);
    } catch (RuntimeException failed) {
      if (forbidden) {
        catalogue.forbid(model);
      }
      throw failed;
    }
  }

  void unload(String model) {
    var unused = catalogue.versions(model);
    if (catalogue.inPipeline(model)) {
      pipeline().unload(model);
    }
    catalogue.forbid(model);
    direct.unload(model);
  }

  void rollBack(String model) {
    var unused = catalogue.versions(model);
    pipeline().rollBack(model);
  }

  void canary(String model, String version, double share) {
    var unused = catalogue.versions(model);
    pipeline().canary(model, version, share);
  }

  /** Null ends it. */
  void shadow(String model, @Nullable String version) {
    var unused = catalogue.versions(model);
    pipeline().shadow(model, version);
  }

  private ModelControl pipeline() {
    ModelControl now = control.get();
    if (now == null) {
      throw Refusal.of(
              Refusal.UNAVAILABLE,
              "the pipeline's models",
              "that they are still being loaded",
              "Send it again a little later")
          .asException();
    }
    return now;
  }

  private JsonObject entry(
      String model, String version, List<ModelStatus> statuses, Set<ServedVersion> served) {
    JsonObject entry = new JsonObject().put("name", model).put("version", version);
    ModelStatus inPipeline =
        statuses.stream()
            .filter(status -> status.model().equals(model) && status.version().equals(version))
            .findFirst()
            .orElse(new ModelStatus(model, version, ModelStatus.State.UNAVAILABLE, "", ""));
    boolean unused =
        inPipeline.role().isEmpty()
            && inPipeline.state() == ModelStatus.State.UNAVAILABLE
            && inPipeline.reason().isEmpty();
    if (!unused) {
      return entry
          .put("state", inPipeline.state().name())
          .put("reason", inPipeline.reason())
          .put("role", inPipeline.role());
    }
    if (served.contains(new ServedVersion(model, version))) {
      return entry.put("state", READY).put("reason", "").put("role", "http");
    }
    return entry
        .put("state", UNAVAILABLE)
        .put("reason", catalogue.forbidden(model) ? "unloaded" : "not in use; loaded on first use")
        .put("role", "");
  }
}
