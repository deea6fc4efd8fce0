package io.sensorium.deploy.command.model;

import io.sensorium.model.study.FusionStudy;
import io.sensorium.model.study.StudySetting;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Compares ways to judge from several senses. */
@Command(
    name = "fusions",
    description =
        "Train every kind of fusion head on a scenario's encoders and compare them: all senses, each"
            + " missing, noise, time, size.")
final class FusionsCommand extends StudyCommand {
  @Override
  String table(StudySetting setting, String scenario, Path models)
      throws IOException, InterruptedException {
    return new FusionStudy(setting).run(scenario, models).markdown();
  }
}
