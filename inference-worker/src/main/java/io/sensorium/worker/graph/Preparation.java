package io.sensorium.worker.graph;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Computes the features of several moments at a time, on threads of its own, and hands moments on
 * in the order in which they came. Thread-safe.
 */
final class Preparation implements AutoCloseable {
  private final FeatureStage features;
  private final Consumer<MomentWork> next;
  private final ExecutorService threads;

  /** In the order in which they came; guarded by this object's lock, as claims are. */
  private final Queue<Entry> entries = new ArrayDeque<>();

  private static final class Entry {
    private final MomentWork work;
    private boolean ready;

    Entry(MomentWork work) {
      this.work = work;
    }
  }

  /**
   * @param threads as many; 0 for one a core
   * @param next gets the prepared moments, one by one
   */
  Preparation(FeatureStage features, int threads, Consumer<MomentWork> next) {
    this.features = features;
    this.next = next;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
            task -> {
              Thread thread = new Thread(task, "features-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  void add(MomentWork work) {
    Entry entry = new Entry(work);
    synchronized (this) {
      features.claim(work);
      entries.add(entry);
    }
    threads.execute(() -> prepare(entry));
  }

  /** To be called when nothing more comes. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private void prepare(Entry entry) {
    features.compute(entry.work);
    synchronized (this) {
      entry.ready = true;
      while (!entries.isEmpty() && entries.element().ready) {
        next.accept(entries.remove().work);
      }
    }
  }
}
