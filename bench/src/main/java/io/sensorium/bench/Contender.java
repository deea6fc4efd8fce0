package io.sensorium.bench;

/**
 * One side of a comparison.
 *
 * @param name as it stands in the table
 * @param run does the whole work once and returns its rate, items a second
 */
record Contender(String name, Run run) {
  /** One run. */
  @FunctionalInterface
  interface Run {
    double itemsPerSecond() throws Exception;
  }
}
