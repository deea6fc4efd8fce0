package io.sensorium.serde;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers, at most so many. However many callers want one key at once, one of them asks
 * and the others wait for it. A refusal, which is a {@link SerializationException}, is remembered
 * for a while, so that a topic full of one bad schema does not become a storm of requests; any
 * other failure is not remembered.
 */
final class AnswerCache<K, V> {
  private final Cache<K, V> answers;
  private final Cache<K, String> refusals;

  /**
   * @param answersFor how long an answer holds; null for ever
   */
  AnswerCache(int size, @Nullable Duration answersFor, Duration refusalsFor, Ticker ticker) {
    CacheBuilder<Object, Object> builder =
        CacheBuilder.newBuilder().maximumSize(size).ticker(ticker);
    if (answersFor != null) {
      builder.expireAfterWrite(answersFor);
    }
    answers = builder.build();
    refusals =
        CacheBuilder.newBuilder()
            .maximumSize(size)
            .expireAfterWrite(refusalsFor)
            .ticker(ticker)
            .build();
  }

  /** The answer for a key; {@code ask} runs in one caller's thread and throws what is thrown. */
  V get(K key, Supplier<V> ask) {
    while (true) {
      try {
        return answers.get(key, () -> askUnlessRefused(key, ask));
      } catch (UncheckedExecutionException | ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof InterruptException && !Thread.currentThread().isInterrupted()) {
          continue; // the caller who asked was interrupted, this one was not
        }
        throw cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
      } catch (ExecutionError e) {
        throw e.getCause() instanceof Error error ? error : e;
      }
    }
  }

  private V askUnlessRefused(K key, Supplier<V> ask) {
    String refused = refusals.getIfPresent(key);
    if (refused != null) {
      throw new SerializationException(refused);
    }
    try {
      return ask.get();
    } catch (SerializationException e) {
      refusals.put(key, String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
