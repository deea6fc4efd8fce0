package io.sensorium.deploy.registry;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * Makes changes, one after the other, on a thread of its own: decide on the state, append to the
 * log, then let the log make the next state. The state may be read from any thread.
 */
final class RegistryWriter implements AutoCloseable {
  private final SchemaLog log;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "schema-registry-writer"));
  private volatile SchemaStore store;

  /** True after a failure: what was sent may be in the log or not. Belongs to the thread. */
  private boolean inDoubt;

  private RegistryWriter(SchemaLog log, SchemaStore store) {
    this.log = log;
    this.store = store;
  }

  /** Reads the log to its end and takes it over. */
  static RegistryWriter over(SchemaLog log) {
    return new RegistryWriter(log, SchemaStore.EMPTY.with(log.read()));
  }

  SchemaStore store() {
    return store;
  }

  /** The edit's answer, after its changes are in the log and in the state. */
  Future<Object> write(Function<SchemaStore, Edit> decide) {
    Promise<Object> promise = Promise.promise();
    try {
      thread.execute(
          () -> {
            try {
              promise.complete(writeNow(decide));
            } catch (RuntimeException e) {
              promise.fail(e);
            }
          });
    } catch (RejectedExecutionException e) {
      promise.fail(new IllegalStateException("The registry is closing", e));
    }
    return promise.future();
  }

  private Object writeNow(Function<SchemaStore, Edit> decide) {
    try {
      if (inDoubt) {
        apply(log.read());
        inDoubt = false;
      }
      Edit edit = decide.apply(store);
      if (!edit.changes().isEmpty()) {
        apply(log.append(edit.changes()));
      }
      return edit.answer();
    } catch (KafkaException e) {
      inDoubt = true;
      throw e;
    }
  }

  private void apply(List<Change> changes) {
    store = store.with(changes);
  }

  /** Finishes what was asked, for some seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
