package io.sensorium.bench.fusion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A live load on a thread of its own. */
final class Feeding {
  private final CompletableFuture<Void> done;

  private Feeding(CompletableFuture<Void> done) {
    this.done = done;
  }

  static Feeding start(LoadWriter writer, SourceLoad load) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                writer.live(load);
                done.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            },
            "feeding");
    thread.setDaemon(true);
    thread.start();
    return new Feeding(done);
  }

  boolean running() {
    return !done.isDone();
  }

  /** Waits for its end and throws what it failed with. */
  void join() throws InterruptedException, ExecutionException {
    done.get();
  }
}
