package io.sensorium.deploy.command;

import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import picocli.CommandLine.Command;

/** Runs the ingest service. */
@Command(
    name = "ingest",
    description = "Run the ingest service: HTTP, simulator or replay into Kafka.")
final class IngestCommand extends ServiceCommand<IngestConfig, IngestApplication> {
  IngestCommand(Interruption interruption) {
    super(interruption, IngestConfig.class);
  }

  @Override
  IngestApplication start(IngestConfig config) {
    return IngestApplication.start(config);
  }
}
