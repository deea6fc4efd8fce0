package io.sensorium.worker.rollout;

import io.sensorium.worker.repository.Fingerprint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of versions beyond which of them run. Thread-safe. */
final class VersionLedger {
  /** Versions of a model that one can go back through. */
  private static final int REMEMBERED = 16;

  /**
   * A version that is not to be loaded again by itself.
   *
   * @param files what its files looked like; null where they could not be read
   */
  private record Refusal(@Nullable Fingerprint files, String reason) {}

  private final Map<VersionName, Refusal> refusals = new HashMap<>();
  private final Map<String, Deque<String>> before = new HashMap<>();
  private final Set<String> fixed = new HashSet<>();

  /** The version does not load, or has failed: it is left alone until its files change. */
  synchronized void refuse(VersionName version, @Nullable Fingerprint files, String reason) {
    refusals.put(version, new Refusal(files, reason));
  }

  /** The version has loaded. */
  synchronized void accept(VersionName version) {
    refusals.remove(version);
  }

  /** Whether the version was refused with just these files. */
  synchronized boolean refused(VersionName version, Fingerprint files) {
    Refusal refusal = refusals.get(version);
    return refusal != null && files.equals(refusal.files());
  }

  /** Why the version was refused; empty where it was not. */
  synchronized Optional<String> reason(VersionName version) {
    return Optional.ofNullable(refusals.get(version)).map(Refusal::reason);
  }

  /** That version of the model has given way to another. */
  synchronized void replaced(VersionName old) {
    Deque<String> versions = before.computeIfAbsent(old.model(), model -> new ArrayDeque<>());
    versions.push(old.version());
    if (versions.size() > REMEMBERED) {
      versions.removeLast();
    }
  }

  /** The version that served before; null where there was none. */
  synchronized @Nullable String before(String model) {
    Deque<String> versions = before.get(model);
    return versions == null ? null : versions.peek();
  }

  /** The version that served before serves again. */
  synchronized void wentBack(String model) {
    Deque<String> versions = before.get(model);
    if (versions != null) {
      versions.poll();
    }
  }

  /** Whether someone has chosen the model's version by hand, so that it does not follow. */
  synchronized boolean fixed(String model) {
    return fixed.contains(model);
  }

  synchronized void fix(String model, boolean byHand) {
    if (byHand) {
      fixed.add(model);
    } else {
      fixed.remove(model);
    }
  }
}
