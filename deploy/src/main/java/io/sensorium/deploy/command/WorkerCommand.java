package io.sensorium.deploy.command;

import io.sensorium.worker.WorkerApplication;
import io.sensorium.worker.WorkerConfig;
import picocli.CommandLine.Command;

/** Runs the worker service. */
@Command(name = "worker", description = "Run an inference worker: moments into predictions.")
final class WorkerCommand extends ServiceCommand<WorkerConfig> {
  WorkerCommand(Interruption interruption) {
    super(interruption, WorkerConfig.class);
  }

  @Override
  AutoCloseable start(WorkerConfig config) {
    return WorkerApplication.start(config);
  }
}
