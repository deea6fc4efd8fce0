package io.sensorium.worker.serve;

import java.time.Duration;

/**
 * How much may be served at once.
 *
 * @param threads threads with a session of every loaded model each
 * @param queue uses of models that may wait for a thread; one more is turned down
 * @param models models that are loaded at the same time; the one unused for longest makes room
 * @param idle after which time without use a model is unloaded
 */
public record ServeSettings(int threads, int queue, int models, Duration idle) {
  /** One thread, since the pipeline's lanes have the machine; 64 wait; 4 models; ten minutes. */
  public static final ServeSettings DEFAULT = new ServeSettings(1, 64, 4, Duration.ofMinutes(10));

  public ServeSettings {
    if (threads < 1 || queue < 0 || models < 1 || idle.isZero() || idle.isNegative()) {
      throw new IllegalArgumentException(
          "expected at least 1 thread, 0 in the queue, 1 model and some time, found %d, %d, %d and %s"
              .formatted(threads, queue, models, idle));
    }
  }
}
