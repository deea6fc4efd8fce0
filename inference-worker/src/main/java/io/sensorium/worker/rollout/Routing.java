package io.sensorium.worker.rollout;

import io.sensorium.worker.rollout.compare.ShadowRun;
import org.jspecify.annotations.Nullable;

/**
 * Which graph gets which moments.
 *
 * @param serving those of all sites but the canary's
 * @param previous none, but kept ready for a return; null for none
 * @param canary those of a share of the sites; null for none
 * @param shadow copies of all, beside; null for none
 */
record Routing(
    RunningGraph serving,
    @Nullable RunningGraph previous,
    @Nullable Canary canary,
    @Nullable Shadow shadow) {

  /** A graph for a share of the sites. */
  record Canary(RunningGraph graph, VersionName version, double share) {}

  /** A graph that runs beside. */
  record Shadow(RunningGraph graph, VersionName version, ShadowRun run) {}

  /** The graph that gets a site's moments. */
  RunningGraph graphFor(String site) {
    return canary != null && SiteShare.holds(site, canary.share()) ? canary.graph() : serving;
  }

  Routing withCanary(@Nullable Canary other) {
    return new Routing(serving, previous, other, shadow);
  }

  Routing withShadow(@Nullable Shadow other) {
    return new Routing(serving, previous, canary, other);
  }

  /** That one serves, and nothing is kept for a return. */
  Routing withServing(RunningGraph other) {
    return new Routing(other, null, canary, shadow);
  }

  Routing withoutPrevious() {
    return new Routing(serving, null, canary, shadow);
  }
}
