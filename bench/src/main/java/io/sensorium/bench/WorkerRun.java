package io.sensorium.bench;

import io.sensorium.worker.RuntimeConfig;
import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import io.sensorium.worker.WorkerCounts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The worker over a topic of moments, from its beginning, on the CPU.
 *
 * @param kafka client settings
 * @param pipeline the pipeline file
 * @param models the model repository
 * @param moments that are on the topic
 */
record WorkerRun(Map<String, String> kafka, Path pipeline, Path models, long moments) {
  private static final int ONE_A_CORE = 0;

  /**
   * Runs it once, in a consumer group that Kafka has not seen before.
   *
   * @return committed predictions a second
   * @throws IllegalStateException if a moment or a payload could not be used
   */
  double rate() throws InterruptedException {
    Map<String, String> settings = new HashMap<>(kafka);
    settings.put("group.id", "worker-" + UUID.randomUUID());
    WorkerConfig config =
        WorkerConfig.of(pipeline, models, settings)
            .withRuntime(new RuntimeConfig("cpu", List.of(), ONE_A_CORE, 1, null));
    try (WorkerApplication worker = WorkerApplication.start(config)) {
      double rate =
          FirstToLast.ofWallClock()
              .rate(() -> worker.counts().predictions(), moments, () -> sound(worker));
      if (worker.counts().lostPayloads().values().stream().anyMatch(lost -> lost > 0)) {
        throw new IllegalStateException("expected every payload, found " + worker.counts());
      }
      return rate;
    }
  }

  private static boolean sound(WorkerApplication worker) {
    WorkerCounts counts = worker.counts();
    if (counts.deadLetters() > 0 || worker.terminated().isDone()) {
      throw new IllegalStateException("the worker has failed: " + counts);
    }
    return true;
  }
}
