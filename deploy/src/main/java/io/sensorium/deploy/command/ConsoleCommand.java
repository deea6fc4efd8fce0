package io.sensorium.deploy.command;

import io.sensorium.console.ConsoleApplication;
import io.sensorium.console.ConsoleConfig;
import picocli.CommandLine.Command;

/** Runs the console service. */
@Command(name = "console", description = "Run the console: predictions on a page.")
final class ConsoleCommand extends ServiceCommand<ConsoleConfig, ConsoleApplication> {
  ConsoleCommand(Interruption interruption) {
    super(interruption, ConsoleConfig.class);
  }

  @Override
  ConsoleApplication start(ConsoleConfig config) {
    return ConsoleApplication.start(config);
  }
}
