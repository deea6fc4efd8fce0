package io.sensorium.worker.rollout;

/** A version of a model, by name. */
record VersionName(String model, String version) {
  /** As errors and log lines call it. */
  @Override
  public String toString() {
    return "version " + version + " of model '" + model + "'";
  }
}
