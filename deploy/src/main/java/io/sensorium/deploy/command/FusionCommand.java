package io.sensorium.deploy.command;

import io.sensorium.deploy.health.FusionMetrics;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Runs the fusion service. */
@Command(name = "fusion", description = "Run the fusion service: events into moments.")
final class FusionCommand extends ServiceCommand<FusionConfig, FusionApplication> {
  FusionCommand(Interruption interruption) {
    super(interruption, FusionConfig.class);
  }

  @Override
  FusionApplication start(FusionConfig config) {
    return FusionApplication.start(config);
  }

  @Override
  Supplier<String> metrics(FusionApplication service) {
    return new FusionMetrics(service::counts);
  }

  @Override
  @Nullable Throwable failure(FusionApplication service) {
    return service.failure();
  }
}
