package io.sensorium.deploy.command;

import io.sensorium.deploy.command.model.ModelCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command. */
@Command(
    name = "sensorium",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Camera, audio and text events on Kafka in, predictions on Kafka out.",
    synopsisSubcommandLabel = "COMMAND")
final class SensoriumCommand implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error too.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  static CommandLine commandLine(Interruption interruption) {
    SensoriumCommand root = new SensoriumCommand();
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new DemoCommand(interruption))
            .addSubcommand(new IngestCommand(interruption))
            .addSubcommand(new FusionCommand(interruption))
            .addSubcommand(new WorkerCommand(interruption))
            .addSubcommand(new ConsoleCommand(interruption))
            .addSubcommand(new TopicsCommand())
            .addSubcommand(new PredictionsCommand(interruption))
            .addSubcommand(new DeadLettersCommand())
            .addSubcommand(new ReplayCommand(interruption))
            .addSubcommand(new RecordCommand())
            .addSubcommand(new AlignCommand())
            .addSubcommand(new RegistryCommand(interruption))
            .addSubcommand(new ModelCommand());
    return line.setExecutionExceptionHandler((e, command, result) -> root.explain(e));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }

  /** What a person must correct is exit code 2 and one clear line; anything else is 1. */
  private int explain(Exception e) {
    // The project's own exceptions are written for the person who must act on them.
    boolean theirs = e.getClass().getPackageName().startsWith("io.sensorium.");
    System.err.println("sensorium: " + (theirs || e.getMessage() == null ? message(e) : e));
    if (debug) {
      e.printStackTrace();
    } else if (!theirs) {
      System.err.println("sensorium: --debug prints the stack trace");
    }
    return theirs ? 2 : 1;
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
