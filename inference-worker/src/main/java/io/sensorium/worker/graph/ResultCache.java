package io.sensorium.worker.graph;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Results of steps whose payloads may recur. Whoever asks first for a key claims it and has to
 * complete it; whoever asks later waits for that. The least recently used results go beyond the
 * limit. Thread-safe.
 */
final class ResultCache {
  /**
   * What determines a step's result.
   *
   * @param step place of the step in the plan
   * @param events in order
   * @param anchorUs the moment's time where the window of sound depends on it, else 0
   */
  record Key(int step, List<EventKey> events, long anchorUs) {}

  /**
   * @param mine whether the caller has to complete it
   */
  record Claim(Key key, CompletableFuture<StepResult> result, boolean mine) {}

  private final long maxBytes;
  private final GraphListener listener;
  private final Map<Key, CompletableFuture<StepResult>> results =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ResultCache(long maxBytes, GraphListener listener) {
    this.maxBytes = maxBytes;
    this.listener = listener;
  }

  synchronized Claim claim(Key key) {
    CompletableFuture<StepResult> known = results.get(key);
    listener.lookedUp(known != null);
    if (known != null) {
      return new Claim(key, known, false);
    }
    CompletableFuture<StepResult> fresh = new CompletableFuture<>();
    results.put(key, fresh);
    return new Claim(key, fresh, true);
  }

  /** Completes one's own claim; a failure is told to those who wait and then forgotten. */
  void complete(Claim claim, StepResult result) {
    synchronized (this) {
      if (result.failure() != null) {
        results.remove(claim.key());
      } else {
        bytes += result.bytes();
        evict();
      }
    }
    claim.result().complete(result);
  }

  private void evict() {
    Iterator<CompletableFuture<StepResult>> oldest = results.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      CompletableFuture<StepResult> candidate = oldest.next();
      if (candidate.isDone()) {
        bytes -= candidate.join().bytes();
        oldest.remove();
      }
    }
  }
}
