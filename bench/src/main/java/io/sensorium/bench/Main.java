package io.sensorium.bench;

import io.sensorium.bench.fusion.FusionCommand;
import io.sensorium.bench.int8.Int8Command;
import io.sensorium.bench.latency.LatencyCommand;
import io.sensorium.bench.scale.ScaleCommand;
import io.sensorium.bench.worker.WorkerCommand;
import io.sensorium.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where {@code sensorium bench} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new FusionCommand())
            .addSubcommand(new WorkerCommand())
            .addSubcommand(new LatencyCommand())
            .addSubcommand(new ScaleCommand())
            .addSubcommand(new Int8Command())
            .setExecutionExceptionHandler((e, command, result) -> explain(e));
    System.exit(line.execute(arguments));
  }

  private static int explain(Exception e) {
    boolean theirs = e instanceof ConfigException;
    System.err.println("sensorium bench: " + (theirs ? e.getMessage() : e));
    if (!theirs) {
      e.printStackTrace();
    }
    return theirs ? 2 : 1;
  }

  @Command(
      name = "sensorium bench",
      mixinStandardHelpOptions = true,
      description = "Measurements, both sides in one run on this machine.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
      if (spec != null) {
        spec.commandLine().usage(System.out);
      }
    }
  }
}
