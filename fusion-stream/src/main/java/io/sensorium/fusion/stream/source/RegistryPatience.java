package io.sensorium.fusion.stream.source;

import io.sensorium.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does again what the schema registry did not answer for: a record must not be taken for a bad one
 * because of it. The calling thread waits.
 */
public final class RegistryPatience {
  /** Sleeps; in tests it does not. */
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An attempt takes up to ten seconds; the interval between polls is five minutes. */
  private static final int ATTEMPTS = 12;

  private final int attempts;
  private final Pause pause;
  private final BooleanSupplier closing;

  /**
   * @param attempts after as many the failure goes through, and the stream thread starts anew from
   *     what is committed; each attempt takes some seconds, and together they must stay below the
   *     consumer's longest interval between polls
   * @param closing whether to give up at once
   */
  RegistryPatience(int attempts, Pause pause, BooleanSupplier closing) {
    this.attempts = attempts;
    this.pause = pause;
    this.closing = closing;
  }

  /** Waits by the wall clock, for two minutes at most. */
  public static RegistryPatience of(BooleanSupplier closing) {
    return new RegistryPatience(ATTEMPTS, pause -> Thread.sleep(pause.toMillis()), closing);
  }

  public <T> T ask(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (RegistryUnavailableException e) {
        if (attempt >= attempts || closing.getAsBoolean()) {
          throw e;
        }
        LOG.warn("waiting for the schema registry: {}", e.getMessage());
        try {
          pause.pause(PAUSE);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }
}
