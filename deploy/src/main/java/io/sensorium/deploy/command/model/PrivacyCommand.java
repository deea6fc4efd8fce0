package io.sensorium.deploy.command.model;

import io.sensorium.model.study.PrivacyStudy;
import io.sensorium.model.study.StudySetting;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** What privacy in training costs. */
@Command(
    name = "privacy",
    description =
        "Train a scenario's head with differential privacy and on sites that keep their scenes, and"
            + " say what that costs.")
final class PrivacyCommand extends StudyCommand {
  @Override
  String table(StudySetting setting, String scenario, Path models)
      throws IOException, InterruptedException {
    return new PrivacyStudy(setting).run(scenario, models);
  }
}
