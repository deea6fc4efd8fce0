package io.sensorium.bench.predictor;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.worker.RuntimeConfig;
import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Ours, with the settings that it comes with, on the CPU. */
final class WorkerService implements Contender {
  private static final int ONE_A_CORE = 0;

  @Override
  public Running start(RunSettings run) {
    Map<String, String> kafka = new HashMap<>(run.kafka());
    kafka.put("group.id", run.name());
    ModelFolder folder = new ModelFolder(run.pipeline().toAbsolutePath().resolveSibling(""));
    WorkerApplication worker =
        WorkerApplication.start(
            WorkerConfig.of(run.pipeline(), folder.models(), kafka)
                .withRuntime(new RuntimeConfig("cpu", List.of(), ONE_A_CORE, 1, null)));
    return new Running() {
      @Override
      public long taken() {
        // Not those that are in flight: the peers count what the model has run on, too.
        return worker.counts().predictions();
      }

      @Override
      public @Nullable Throwable failure() {
        if (worker.terminated().isCompletedExceptionally()) {
          try {
            worker.terminated().join();
          } catch (CompletionException e) {
            return e.getCause();
          }
        }
        return worker.counts().deadLetters() > 0
            ? new IllegalStateException("dead letters: " + worker.counts())
            : null;
      }

      @Override
      public void close() {
        worker.close();
      }
    };
  }
}
