package io.sensorium.ingest.scene.catalogue;

import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.home.SmartHome;
import io.sensorium.ingest.scene.medical.MedicalNotes;
import io.sensorium.ingest.scene.road.Driving;
import io.sensorium.ingest.scene.service.CustomerService;
import io.sensorium.ingest.scene.video.VideoUnderstanding;
import java.util.List;
import java.util.Optional;

/** The one list of simulated scenarios: a new one is added here. */
public final class Scenarios {
  private static final List<ScenarioScenes> ALL =
      List.of(
          SmartHome.scenes(),
          Driving.scenes(),
          CustomerService.scenes(),
          MedicalNotes.scenes(),
          VideoUnderstanding.scenes());

  private Scenarios() {}

  /** Their names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(ScenarioScenes::name).toList();
  }

  /** The scenario of this name; empty for none. */
  public static Optional<ScenarioScenes> find(String scenario) {
    return ALL.stream().filter(scenes -> scenes.name().equals(scenario)).findFirst();
  }

  /** The scenario of this name; an {@link IllegalArgumentException} names those that there are. */
  public static ScenarioScenes of(String scenario) {
    return find(scenario)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a scenario out of " + names() + ", found '" + scenario + "'"));
  }
}
