package io.sensorium.deploy.scenario;

import io.sensorium.ingest.scene.catalogue.Scenarios;
import java.util.Iterator;

/** The names of the simulated scenarios, for the texts of commands. */
public final class ScenarioNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Scenarios.names().iterator();
  }
}
