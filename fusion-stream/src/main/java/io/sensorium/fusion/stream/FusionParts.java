package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the tasks of one JVM share.
 *
 * @param kafka settings of the schema registry, among others
 * @param clock says when a record failed
 * @param closing whether the application is about to end
 */
record FusionParts(
    Pipeline pipeline,
    AlignmentSpec spec,
    Map<String, String> kafka,
    ReadHorizon horizon,
    FusionCounter counter,
    Clock clock,
    BooleanSupplier closing) {
  /** An attempt takes up to ten seconds; the interval between polls is five minutes. */
  static final int REGISTRY_ATTEMPTS = 12;

  /** How often a task that waits looks at the clock. */
  static final Duration CLOCK_INTERVAL = Duration.ofMillis(10);

  static FusionParts of(
      Pipeline pipeline,
      Map<String, String> kafka,
      ReadHorizon horizon,
      FusionCounter counter,
      Clock clock,
      BooleanSupplier closing) {
    return new FusionParts(
        pipeline, AlignmentPlan.of(pipeline), kafka, horizon, counter, clock, closing);
  }
}
