package io.sensorium.deploy.scenario;

import io.sensorium.model.training.TrainingPlan;
import java.util.Set;

/** What the models that are checked in learned from. */
public final class ShippedPlan {
  private static final Set<String> FULL = Set.of("smart-home", "driving");

  private ShippedPlan() {}

  /** The plan of a scenario's models. */
  public static TrainingPlan of(String scenario, int threads) {
    return FULL.contains(scenario) ? TrainingPlan.full(threads) : TrainingPlan.small(threads);
  }
}
