package io.sensorium.serde;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the registry and repeats what a repetition may cure: no connection, 429 and
 * 5xx, none of which the client repeats by itself.
 */
final class RegistryRequests {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryRequests.class);

  /** One request, by the client. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws IOException, RestClientException;
  }

  /** Waits; a test only takes note. */
  @FunctionalInterface
  interface Sleep {
    void sleep(Duration pause) throws InterruptedException;
  }

  private final String registry;
  private final RetryPolicy retries;
  private final Sleep sleep;
  private final RandomGenerator random;

  /**
   * @param registry its address for messages, without credentials
   */
  RegistryRequests(String registry, RetryPolicy retries, Sleep sleep, RandomGenerator random) {
    this.registry = registry;
    this.retries = retries;
    this.sleep = sleep;
    this.random = random;
  }

  String registry() {
    return registry;
  }

  /**
   * The registry's answer.
   *
   * @throws RestClientException if the registry refuses, which a repetition would not change
   * @throws RegistryUnavailableException if it did not answer to the last repetition
   * @throws InterruptException if the thread is interrupted between two attempts
   */
  <T> T send(String what, Request<T> request) throws RestClientException {
    for (int attempt = 0; ; attempt++) {
      Exception failure;
      try {
        return request.send();
      } catch (IOException e) {
        failure = e;
      } catch (RestClientException e) {
        if (!passing(e)) {
          throw e;
        }
        failure = e;
      }
      if (attempt == retries.retries()) {
        throw unavailable(what, attempt + 1, failure);
      }
      pause(what, retries.pause(attempt, random), failure);
    }
  }

  private static boolean passing(RestClientException e) {
    return e.getStatus() == 429 || e.getStatus() >= 500;
  }

  private void pause(String what, Duration pause, Exception failure) {
    LOG.warn(
        "Schema registry {} failed to {}: {}; trying again in {} ms",
        registry,
        what,
        summary(failure),
        pause.toMillis());
    try {
      sleep.sleep(pause);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while waiting for the schema registry", e);
    }
  }

  private RegistryUnavailableException unavailable(
      String what, int attempts, @Nullable Exception failure) {
    return new RegistryUnavailableException(
        "Schema registry %s failed to %s in %d attempts, at last with: %s. Check that it runs and that schema.registry.url is right."
            .formatted(registry, what, attempts, summary(failure)),
        failure);
  }

  private static String summary(@Nullable Exception failure) {
    if (failure == null) {
      return "nothing";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }
}
