package io.sensorium.worker.rollout;

import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.repository.Fingerprint;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A loaded graph and how many moments are inside, so that it is closed once the last has left and
 * not before. Thread-safe.
 */
final class RunningGraph {
  private final LoadedGraph loaded;
  private final @Nullable VersionName change;
  private final @Nullable Fingerprint files;
  private final Map<String, String> versions;
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile @Nullable Trial trial;
  private int inside;
  private boolean retired;

  /**
   * @param change what it was loaded for; null for what the worker began with
   * @param files what that version's files looked like
   */
  RunningGraph(LoadedGraph loaded, @Nullable VersionName change, @Nullable Fingerprint files) {
    this.loaded = loaded;
    this.change = change;
    this.files = files;
    this.versions = Map.copyOf(loaded.versionsByModel());
  }

  LoadedGraph loaded() {
    return loaded;
  }

  Predictor predictor() {
    return loaded.predictor();
  }

  /** The version of each model. */
  Map<String, String> versions() {
    return versions;
  }

  @Nullable VersionName change() {
    return change;
  }

  @Nullable Fingerprint files() {
    return files;
  }

  /** What watches over its failures; null where nothing does. */
  @Nullable Trial trial() {
    return trial;
  }

  void trial(@Nullable Trial other) {
    trial = other;
  }

  /** Lets a moment in, which has to leave again; false once it is retired. */
  synchronized boolean enter() {
    if (!retired) {
      inside++;
    }
    return !retired;
  }

  /** A moment is done. */
  void leave() {
    boolean last;
    synchronized (this) {
      inside--;
      last = retired && inside == 0;
    }
    if (last) {
      empty.complete(null);
    }
  }

  /** Lets nobody in from now on. Completes when all have left: on the thread of the last. */
  CompletableFuture<Void> retire() {
    boolean done;
    synchronized (this) {
      retired = true;
      done = inside == 0;
    }
    if (done) {
      empty.complete(null);
    }
    return empty;
  }
}
