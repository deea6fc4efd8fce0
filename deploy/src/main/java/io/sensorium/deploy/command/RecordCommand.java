package io.sensorium.deploy.command;

import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.deploy.record.Recorder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Saves the source topics as a recording. */
@Command(
    name = "record",
    description = "Save the source topics as a recording, arrival times as the broker gave them.")
final class RecordCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "A folder without a recording.")
  private Path folder = Path.of("");

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Override
  public Integer call() {
    BrokerCheck.require(connection.kafka());
    Recorder.Result result;
    try (Progress progress = Progress.of("record", -1)) {
      result = new Recorder(connection.kafka()).record(folder, progress::at);
    }
    System.out.printf("%,d events in %s%n", result.events(), folder);
    if (result.unreadable() > 0) {
      System.out.printf("%,d records hold no event and are left out%n", result.unreadable());
    }
    return 0;
  }
}
