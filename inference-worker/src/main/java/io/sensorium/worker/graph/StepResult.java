package io.sensorium.worker.graph;

import io.sensorium.worker.feature.FramePlacement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step gave for one moment.
 *
 * @param outputs by name; empty where it did not run since none of its feeds was there
 * @param unreadable inputs whose payloads gave no features, with why
 * @param placement of the frame among its tensors; null where there is none
 * @param stateReset whether its state began anew
 * @param failure why the model failed; null where it did not
 * @param skip why it was not called for; null where it was
 */
record StepResult(
    Map<String, float[]> outputs,
    Map<String, String> unreadable,
    @Nullable FramePlacement placement,
    boolean stateReset,
    @Nullable Throwable failure,
    @Nullable Skip skip) {

  static StepResult of(
      Map<String, float[]> outputs,
      Map<String, String> unreadable,
      @Nullable FramePlacement placement) {
    return new StepResult(outputs, unreadable, placement, false, null, null);
  }

  static StepResult absent(Map<String, String> unreadable) {
    return of(Map.of(), unreadable, null);
  }

  static StepResult failed(Throwable failure) {
    return new StepResult(Map.of(), Map.of(), null, false, failure, null);
  }

  static StepResult skipped(Skip skip) {
    return new StepResult(Map.of(), Map.of(), null, false, null, skip);
  }

  boolean ran() {
    return !outputs.isEmpty();
  }

  /** About what it takes in memory. */
  long bytes() {
    return 200 + outputs.values().stream().mapToLong(values -> 4L * values.length).sum();
  }
}
