package io.sensorium.worker.rollout;

import io.sensorium.worker.rollout.compare.ShadowRun;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes which versions run beside the one that serves. For one thread at a time. */
final class BesideChange {
  private static final Logger LOG = LoggerFactory.getLogger(BesideChange.class);

  private final GraphOpener opener;
  private final Routes routes;
  private final BiFunction<RunningGraph, VersionName, ShadowRun> shadows;

  /**
   * @param shadows lets a graph run beside
   */
  BesideChange(
      GraphOpener opener, Routes routes, BiFunction<RunningGraph, VersionName, ShadowRun> shadows) {
    this.opener = opener;
    this.routes = routes;
    this.shadows = shadows;
  }

  void canary(VersionName version, double share) {
    Routing.Canary present = routes.now().canary();
    if (!(share > 0 && share <= 1)) {
      throw new RolloutException(
          version.toString(), "a share above 0 and up to 1", "" + share, "Correct the share");
    }
    RunningGraph graph =
        present != null && present.version().equals(version) ? present.graph() : open(version);
    routes.canary(new Routing.Canary(graph, version, share));
    LOG.info("{} gets a share of {} of the sites", version, share);
  }

  void endCanary(String model) {
    Routing.Canary present = routes.now().canary();
    require(model, present == null ? null : present.version(), "canary");
    routes.canary(null);
    LOG.info("The canary of model '{}' has ended", model);
  }

  void shadow(VersionName version) {
    RunningGraph graph = open(version);
    routes.shadow(new Routing.Shadow(graph, version, shadows.apply(graph, version)));
    LOG.info("{} runs beside", version);
  }

  void endShadow(String model) {
    Routing.Shadow present = routes.now().shadow();
    require(model, present == null ? null : present.version(), "shadow");
    routes.shadow(null);
    LOG.info("The shadow of model '{}' has ended", model);
  }

  /** Frees all that there is of a model beside what serves. */
  void unload(String model) {
    Routing now = routes.now();
    boolean canary = now.canary() != null && now.canary().version().model().equals(model);
    boolean shadow = now.shadow() != null && now.shadow().version().model().equals(model);
    RunningGraph previous = now.previous();
    String serving = now.serving().versions().get(model);
    boolean other =
        previous != null && !previous.versions().getOrDefault(model, "").equals(serving);
    if (!canary && !shadow && !other) {
      throw new RolloutException(
          "model '" + model + "'",
          "a canary, a shadow or a version before to unload",
          "only version " + serving + ", which the pipeline needs",
          "Load another version instead, or stop the worker");
    }
    if (canary) {
      endCanary(model);
    }
    if (shadow) {
      endShadow(model);
    }
    if (other) {
      routes.forget();
    }
  }

  private RunningGraph open(VersionName version) {
    LoadedGraph serving = routes.now().serving().loaded();
    if (serving.runs(version)) {
      throw new RolloutException(
          version.toString(),
          "a version other than the one that serves",
          "that one",
          "Choose another version, or load another one to serve");
    }
    return opener.open(serving, version);
  }

  private static void require(String model, @Nullable VersionName present, String role) {
    if (present == null || !present.model().equals(model)) {
      throw new RolloutException(
          "model '" + model + "'",
          "a " + role + " of it",
          present == null ? "none" : present.toString(),
          "Nothing is to be ended");
    }
  }
}
