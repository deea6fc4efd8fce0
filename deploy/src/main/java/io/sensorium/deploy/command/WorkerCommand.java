package io.sensorium.deploy.command;

import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Runs the worker service. */
@Command(name = "worker", description = "Run an inference worker: moments into predictions.")
final class WorkerCommand extends ServiceCommand<WorkerConfig, WorkerApplication> {
  WorkerCommand(Interruption interruption) {
    super(interruption, WorkerConfig.class);
  }

  @Override
  WorkerApplication start(WorkerConfig config) {
    return WorkerApplication.start(config);
  }

  @Override
  Supplier<String> metrics(WorkerApplication service) {
    return service::metrics;
  }

  @Override
  @Nullable Throwable failure(WorkerApplication service) {
    return service.terminated().handle((none, failure) -> failure).getNow(null);
  }
}
