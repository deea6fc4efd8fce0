package io.sensorium.worker.rollout.compare;

import io.sensorium.event.ComparedVersion;
import io.sensorium.event.Comparison;
import io.sensorium.event.Moment;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Timing;
import java.time.InstantSource;

/**
 * Writes comparisons of one version of a model with what is served.
 *
 * @param model the model
 * @param version the version that runs beside
 * @param clock says when both were known
 */
public record ComparisonWriter(String model, String version, InstantSource clock) {

  /**
   * Compares.
   *
   * @param shadow what the version said
   */
  public Comparison compare(Moment moment, Answered served, Outcome shadow) {
    Likeness likeness = Likeness.UNKNOWN;
    if (served.outcome() instanceof Outcome.Predicted one
        && shadow instanceof Outcome.Predicted other) {
      likeness = Likeness.of(one.result(), other.result());
    }
    return Comparison.newBuilder()
        .setMomentId(moment.getId())
        .setPipeline(moment.getPipeline())
        .setSite(moment.getSite())
        .setEventTime(moment.getEventTime())
        .setComparedAt(clock.instant())
        .setModel(model)
        .setServed(side(served.versions().getOrDefault(model, ""), served.outcome()))
        .setShadow(side(version, shadow))
        .setAgreement(likeness.agreement())
        .setScoreDistance(likeness.scoreDistance())
        .build();
  }

  private static ComparedVersion side(String version, Outcome outcome) {
    ComparedVersion.Builder side = ComparedVersion.newBuilder().setVersion(version);
    if (outcome instanceof Outcome.Predicted predicted) {
      Timing timing = predicted.timing();
      side.setAnswer(ShortAnswer.of(predicted.result()))
          .setLatencyUs(timing.featuresUs() + timing.queueUs() + timing.computeUs())
          .setComputeUs(timing.computeUs());
    } else {
      side.setFailure(
          outcome instanceof Outcome.Failed failed ? failed.reason() : "it was left out");
    }
    return side.build();
  }
}
