package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.horizon.ReadHorizon;
import io.sensorium.fusion.stream.output.SentOutputs;
import io.sensorium.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the tasks of one JVM share.
 *
 * @param kafka settings of the schema registry, among others
 * @param outputs of which no moment may be missing when the state says that it has closed
 * @param mostBetweenCommitsMs of a task that reads live; {@link Long#MAX_VALUE} where moments are
 *     visible without a commit
 * @param clock says when a record failed
 * @param closing whether the application is about to end
 */
record FusionParts(
    Pipeline pipeline,
    AlignmentSpec spec,
    Map<String, String> kafka,
    ReadHorizon horizon,
    FusionCounter counter,
    SentOutputs outputs,
    OvertakenEvents overtaken,
    long mostBetweenCommitsMs,
    Clock clock,
    BooleanSupplier closing) {
  /** How often a task that waits looks at the clock. */
  static final Duration CLOCK_INTERVAL = Duration.ofMillis(2);

  static FusionParts of(
      Pipeline pipeline,
      Map<String, String> kafka,
      ReadHorizon horizon,
      FusionCounter counter,
      SentOutputs outputs,
      long mostBetweenCommitsMs,
      Clock clock,
      BooleanSupplier closing) {
    return new FusionParts(
        pipeline,
        AlignmentPlan.of(pipeline),
        kafka,
        horizon,
        counter,
        outputs,
        new OvertakenEvents(counter, clock),
        mostBetweenCommitsMs,
        clock,
        closing);
  }
}
