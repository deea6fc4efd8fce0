package io.sensorium.worker.payload;

import io.sensorium.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that needs the schema registry, and runs it again for as long as the registry cannot be
 * reached: nothing is skipped because of it.
 */
public final class RegistryRetry {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryRetry.class);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Runs something after a pause, on the one thread that the work runs on. */
  @FunctionalInterface
  public interface Later {
    void run(Runnable work, Duration pause);
  }

  private final Later later;
  private final AtomicBoolean unreachable = new AtomicBoolean();

  /**
   * @param later the thread to run on, and its timer
   */
  public RegistryRetry(Later later) {
    this.later = later;
  }

  /**
   * @return completes with what the work returns, or with the exception that it throws, other than
   *     {@link RegistryUnavailableException}
   */
  public <T> CompletableFuture<T> call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    later.run(() -> attempt(work, result, FIRST), Duration.ZERO);
    return result;
  }

  /** The pause that comes after that one. */
  public static Duration next(Duration pause) {
    Duration doubled = pause.isZero() ? FIRST : pause.multipliedBy(2);
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private <T> void attempt(Supplier<T> work, CompletableFuture<T> result, Duration pause) {
    if (result.isCancelled()) {
      return;
    }
    try {
      T value = work.get();
      if (unreachable.getAndSet(false)) {
        LOG.info("The schema registry can be reached again");
      }
      result.complete(value);
    } catch (RegistryUnavailableException e) {
      if (!unreachable.getAndSet(true)) {
        LOG.warn("The schema registry cannot be reached; waiting for it: {}", e.getMessage());
      }
      later.run(() -> attempt(work, result, next(pause)), pause);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
