package io.sensorium.worker.rollout;

import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.rollout.ModelStatus.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every version stands at one instant. */
final class VersionStatuses {
  private static final Logger LOG = LoggerFactory.getLogger(VersionStatuses.class);

  private final ModelRepository repository;
  private final @Nullable VersionName loading;
  private final VersionLedger ledger;

  /** By what runs; what runs in several roles has the weightiest. */
  private final Map<VersionName, String> roles = new HashMap<>();

  VersionStatuses(
      ModelRepository repository,
      Routing routing,
      @Nullable VersionName loading,
      VersionLedger ledger) {
    this.repository = repository;
    this.loading = loading;
    this.ledger = ledger;
    add(routing.previous(), "previous");
    add(routing.shadow() == null ? null : routing.shadow().graph(), "shadow");
    add(routing.canary() == null ? null : routing.canary().graph(), "canary");
    add(routing.serving(), "serving");
  }

  /** What is in the repository, and what runs though it no longer is. */
  List<ModelStatus> list() {
    Set<VersionName> versions = new LinkedHashSet<>();
    try {
      for (String model : repository.models()) {
        repository.versions(model).forEach(v -> versions.add(new VersionName(model, v)));
      }
    } catch (RepositoryException changing) {
      LOG.debug("A folder has gone while it was read: the next call finds what is left", changing);
    }
    versions.addAll(roles.keySet());
    return versions.stream()
        .sorted(Comparator.comparing(VersionName::model))
        .map(this::status)
        .toList();
  }

  private ModelStatus status(VersionName version) {
    String role = roles.getOrDefault(version, "");
    State state = State.READY;
    String reason = "";
    if (role.isEmpty()) {
      state = version.equals(loading) ? State.LOADING : State.UNAVAILABLE;
      reason = version.equals(loading) ? "" : ledger.reason(version).orElse("");
    }
    return new ModelStatus(version.model(), version.version(), state, reason, role);
  }

  private void add(@Nullable RunningGraph graph, String role) {
    if (graph != null) {
      graph
          .loaded()
          .steps()
          .forEach(step -> roles.put(new VersionName(step.model(), step.version()), role));
    }
  }
}
