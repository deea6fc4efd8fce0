package io.sensorium.bench.contender;

import org.jspecify.annotations.Nullable;

/** One side of the comparison, as its JVM runs it again and again. */
@FunctionalInterface
public interface Contender {
  /** Begins at the beginning of the sources, under a name that Kafka has not seen before. */
  Running start(RunSettings settings) throws Exception;

  /** One run. */
  interface Running extends AutoCloseable {
    /** Events taken so far, of all topics together. For any thread. */
    long taken();

    /** Why it has stopped by itself; null while it has not. For any thread. */
    @Nullable Throwable failure();

    /** Stops it and gives back what it holds. */
    @Override
    void close();
  }
}
