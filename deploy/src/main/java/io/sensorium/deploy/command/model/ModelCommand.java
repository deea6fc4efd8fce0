package io.sensorium.deploy.command.model;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The model tools. */
@Command(
    name = "model",
    description =
        "Look into models, make them smaller and faster, fetch some, and make the reference ones.",
    subcommands = {
      DistilCommand.class,
      EncodersCommand.class,
      FusionsCommand.class,
      HalfCommand.class,
      InspectCommand.class,
      EvaluateCommand.class,
      PrivacyCommand.class,
      PruneCommand.class,
      PullCommand.class,
      QuantizeCommand.class,
      TrainCommand.class,
      TransferCommand.class
    })
public final class ModelCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
