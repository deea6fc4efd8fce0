package io.sensorium.worker.serve;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The loaded models, at most so many, and who uses them. A model that is in use stays; what is
 * taken off the shelf while in use is handed out for closing by its last user. Thread-safe.
 */
final class Shelf {

  /** One model on the shelf, or on its way there. */
  static final class Entry {
    private final ServedVersion version;
    private final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
    private int users;
    private boolean removed;
    private long usedNanos;

    Entry(ServedVersion version) {
      this.version = version;
    }

    ServedVersion version() {
      return version;
    }

    /** Completes when the model is loaded. */
    CompletableFuture<LoadedModel> model() {
      return model;
    }

    private boolean failed() {
      return model.isCompletedExceptionally();
    }
  }

  /**
   * @param entry the model, counted as in use
   * @param fresh whether the caller has to load it
   * @param evicted models to close, because they made room
   */
  record Taken(Entry entry, boolean fresh, List<LoadedModel> evicted) {}

  private final int places;

  /** The one unused for longest first. */
  private final Map<ServedVersion, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  Shelf(int places) {
    this.places = places;
  }

  /** Takes a model for use; empty where all places are in use by others. */
  synchronized Optional<Taken> take(ServedVersion version) {
    Entry known = entries.get(version);
    if (known != null) {
      known.users++;
      return Optional.of(new Taken(known, false, List.of()));
    }
    List<LoadedModel> evicted = new ArrayList<>();
    Iterator<Entry> eldest = entries.values().iterator();
    while (entries.size() - evicted.size() >= places && eldest.hasNext()) {
      Entry candidate = eldest.next();
      if (candidate.users == 0) {
        evicted.add(candidate.model.join());
        candidate.removed = true;
      }
    }
    entries.values().removeIf(entry -> entry.removed);
    if (entries.size() >= places) {
      // Then nothing was evicted: there is never more than one too many.
      return Optional.empty();
    }
    Entry fresh = new Entry(version);
    fresh.users = 1;
    entries.put(version, fresh);
    return Optional.of(new Taken(fresh, true, evicted));
  }

  /** Ends a use; gives the model to close where it was the last of one that was removed. */
  synchronized Optional<LoadedModel> release(Entry entry, long nowNanos) {
    entry.users--;
    entry.usedNanos = nowNanos;
    if (entry.failed()) {
      entries.remove(entry.version, entry);
      return Optional.empty();
    }
    return entry.users == 0 && entry.removed ? Optional.of(entry.model.join()) : Optional.empty();
  }

  /** Takes all versions of a model off; gives those to close now. */
  synchronized List<LoadedModel> remove(String model) {
    return removing(entry -> entry.version.model().equals(model));
  }

  /** Takes off what was not used for so long; gives it to close. */
  synchronized List<LoadedModel> removeIdle(long nowNanos, long idleNanos) {
    return removing(entry -> entry.users == 0 && nowNanos - entry.usedNanos >= idleNanos);
  }

  /** Takes all off; gives those to close now. */
  synchronized List<LoadedModel> clear() {
    return removing(entry -> true);
  }

  /** What is loaded. */
  synchronized List<ServedVersion> loaded() {
    return entries.values().stream()
        .filter(entry -> entry.model.isDone() && !entry.failed())
        .map(Entry::version)
        .toList();
  }

  private List<LoadedModel> removing(Predicate<Entry> which) {
    List<LoadedModel> unused = new ArrayList<>();
    for (Entry entry : List.copyOf(entries.values())) {
      if (which.test(entry)) {
        entries.remove(entry.version);
        entry.removed = true;
        if (entry.users == 0) {
          unused.add(entry.model.join());
        }
      }
    }
    return unused;
  }
}
