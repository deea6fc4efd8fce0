package io.sensorium.worker.rollout;

import io.sensorium.worker.repository.Fingerprint;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the repository for versions that should serve and do not. A version is taken once its
 * files are complete: all those of its {@code sha256} file are there and as listed, or nothing has
 * changed between two looks. Owned by one thread.
 */
final class RepositoryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryWatch.class);

  private final ModelRepository repository;
  private final Set<String> following;
  private final VersionLedger ledger;
  private final Map<VersionName, Fingerprint> seen = new HashMap<>();
  private String trouble = "";

  /**
   * @param following the models that follow the highest version
   */
  RepositoryWatch(ModelRepository repository, Set<String> following, VersionLedger ledger) {
    this.repository = repository;
    this.following = Set.copyOf(following);
    this.ledger = ledger;
  }

  /**
   * Looks once.
   *
   * @param serving the version of each model that serves
   * @return the versions that should serve instead
   */
  List<VersionName> look(Map<String, String> serving) {
    List<VersionName> wanted = new ArrayList<>();
    String now = "";
    for (Map.Entry<String, String> each : serving.entrySet()) {
      if (following.contains(each.getKey())) {
        try {
          VersionName better = better(each.getKey(), each.getValue());
          if (better != null) {
            wanted.add(better);
          }
        } catch (RepositoryException unreadable) {
          now = String.valueOf(unreadable.getMessage());
        }
      }
    }
    if (!now.isEmpty() && !now.equals(trouble)) {
      LOG.warn("What serves goes on, and the model repository is looked at again: {}", now);
    }
    trouble = now;
    return wanted;
  }

  private @Nullable VersionName better(String model, String serving) {
    List<String> versions = repository.versions(model);
    boolean gone = !versions.contains(serving);
    if (ledger.fixed(model) && !gone) {
      return null;
    }
    // The lowest come first; where the one that serves is gone, all others are candidates.
    for (int i = versions.size() - 1; i > versions.indexOf(serving); i--) {
      VersionName version = new VersionName(model, versions.get(i));
      Fingerprint files = repository.fingerprint(model, version.version());
      if (!ledger.refused(version, files)) {
        return complete(version, files) ? version : null;
      }
    }
    return null;
  }

  private boolean complete(VersionName version, Fingerprint files) {
    boolean unchanged = files.equals(seen.put(version, files));
    return unchanged || vouched(version);
  }

  private boolean vouched(VersionName version) {
    try {
      return repository.vouched(version.model(), version.version());
    } catch (RepositoryException unreadable) {
      return false;
    }
  }
}
