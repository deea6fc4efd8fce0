package io.sensorium.worker.serve;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.serve.ServeException.Kind;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tally.TalliedModel;
import io.sensorium.worker.tally.Via;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TypedRuntime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any model of the repository, run for whoever asks. Models are loaded when they are first used, on
 * one thread, and unloaded when others need the room or nobody has used them for long. Thread-safe.
 */
public final class DirectInference implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectInference.class);
  private static final long LOOKS_PER_IDLE = 4;

  private final ModelRepository repository;
  private final TypedRuntime runtime;
  private final ServeSettings settings;
  private final ModelTallies tallies;
  private final LongSupplier nanoTime;
  private final SessionThreads threads;
  private final Shelf shelf;
  private final FailedLoads failures = new FailedLoads();
  private final AtomicInteger uses = new AtomicInteger();
  private final ScheduledExecutorService loading =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "http-model-loader");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public DirectInference(
      ModelRepository repository,
      TypedRuntime runtime,
      ServeSettings settings,
      ModelTallies tallies,
      LongSupplier nanoTime) {
    this.repository = repository;
    this.runtime = runtime;
    this.settings = settings;
    this.tallies = tallies;
    this.nanoTime = nanoTime;
    this.threads = new SessionThreads(settings.threads());
    this.shelf = new Shelf(settings.models());
    long look = Math.max(1, settings.idle().toNanos() / LOOKS_PER_IDLE);
    var unused = loading.scheduleWithFixedDelay(this::unloadIdle, look, look, TimeUnit.NANOSECONDS);
  }

  /**
   * Takes a model for use, after loading it where it is not. Never blocks.
   *
   * @return to be closed; fails with a {@link ServeException}, at once where as many uses wait as
   *     may
   */
  public CompletableFuture<ModelUse> use(ServedVersion version) {
    if (uses.incrementAndGet() > settings.threads() + settings.queue()) {
      uses.decrementAndGet();
      return CompletableFuture.failedFuture(
          full("at most " + settings.queue() + " requests to wait", "as many already"));
    }
    Shelf.Taken taken = shelf.take(version).orElse(null);
    if (taken == null) {
      uses.decrementAndGet();
      return CompletableFuture.failedFuture(
          full("at most " + settings.models() + " models at once", "all of them in use"));
    }
    Shelf.Entry entry = taken.entry();
    ModelUse use = new ModelUse(entry, threads, nanoTime, () -> release(entry));
    if (taken.fresh()) {
      try {
        loading.execute(() -> load(entry, taken.evicted()));
      } catch (RuntimeException closing) {
        entry.model().completeExceptionally(closed());
      }
    }
    return entry
        .model()
        .handle(
            (model, failure) -> {
              if (failure != null) {
                use.close();
                throw failure instanceof CompletionException wrapped
                    ? wrapped
                    : new CompletionException(failure);
              }
              return use;
            });
  }

  /** Unloads all versions of a model; those in use as soon as they no longer are. */
  public void unload(String model) {
    closeLater(shelf.remove(model));
  }

  /** What is loaded here. */
  public List<ServedVersion> loaded() {
    return shelf.loaded();
  }

  /** Forgets that versions of a model did not load, so that they are tried again. */
  public void retry(String model) {
    failures.forget(model);
  }

  /** Finishes what was asked, then unloads all. */
  @Override
  public void close() {
    threads.close();
    closeLater(shelf.clear());
    loading.shutdown();
    try {
      if (!loading.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a model is still being loaded; it is left to the end of the process");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void load(Shelf.Entry entry, List<LoadedModel> evicted) {
    ServedVersion version = entry.version();
    evicted.forEach(LoadedModel::close);
    try {
      failures.check(version, nanoTime.getAsLong());
      ModelFile file =
          repository.version(version.model(), version.version()).file(runtime.variants());
      entry
          .model()
          .complete(
              LoadedModel.load(
                  runtime,
                  file.path(),
                  settings.threads(),
                  tallies.of(new TalliedModel(version.model(), version.version(), Via.HTTP))));
      LOG.info("{} is loaded for requests over HTTP", version);
    } catch (ServeException again) {
      entry.model().completeExceptionally(again);
    } catch (RepositoryException | ModelException | ConfigException failed) {
      LOG.warn("{} does not load: {}", version, failed.getMessage());
      entry.model().completeExceptionally(failures.add(version, failed, nanoTime.getAsLong()));
    } catch (RuntimeException | Error bug) {
      LOG.error("{} does not load", version, bug);
      entry.model().completeExceptionally(bug);
    }
  }

  private void release(Shelf.Entry entry) {
    shelf.release(entry, nanoTime.getAsLong()).ifPresent(model -> closeLater(List.of(model)));
    uses.decrementAndGet();
  }

  /** Uses that are not over, nor their runs. */
  int uses() {
    return uses.get();
  }

  void unloadIdle() {
    shelf.removeIdle(nanoTime.getAsLong(), settings.idle().toNanos()).forEach(LoadedModel::close);
  }

  private void closeLater(List<LoadedModel> models) {
    if (!models.isEmpty()) {
      try {
        loading.execute(() -> models.forEach(LoadedModel::close));
      } catch (RuntimeException closing) {
        models.forEach(LoadedModel::close);
      }
    }
  }

  private static ServeException full(String expected, String found) {
    return new ServeException(
        Kind.FULL, "the queue of requests", expected, found, "Send it again a little later");
  }

  private static ServeException closed() {
    return new ServeException(
        Kind.UNAVAILABLE, "the worker", "to serve", "that it is being closed", "Ask another one");
  }
}
