package io.sensorium.worker.rollout.compare;

import io.sensorium.worker.moment.Outcome;
import java.util.Map;

/**
 * What became of a moment, and of which versions.
 *
 * @param versions by model
 */
public record Answered(Outcome outcome, Map<String, String> versions) {
  public Answered {
    versions = Map.copyOf(versions);
  }
}
