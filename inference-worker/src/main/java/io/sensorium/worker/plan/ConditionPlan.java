package io.sensorium.worker.plan;

import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.decode.ScoreMeasure;
import java.util.List;

/** What has to hold of a moment for a step to run. */
public sealed interface ConditionPlan {
  /** The inputs whose presence it is about. */
  default List<String> inputs() {
    return List.of();
  }

  /** All of the inputs have events in the moment. */
  record Present(List<String> inputs) implements ConditionPlan {}

  /** None of the inputs has events in the moment. */
  record Absent(List<String> inputs) implements ConditionPlan {}

  /**
   * The scores of an earlier step lie beyond a threshold.
   *
   * @param step its place in the plan
   * @param output the output with its scores
   * @param decoder makes scores of the output
   * @param measure what of the scores is compared
   * @param above whether that has to be above the threshold, else below it
   * @param text as people write it, for explanations
   */
  record Scored(
      int step,
      String output,
      ResultDecoder decoder,
      ScoreMeasure measure,
      boolean above,
      double threshold,
      String text)
      implements ConditionPlan {

    /** What the row gives. */
    public double measured(float[] row) {
      return measure.of(decoder.scores(row));
    }

    /** Whether a measured value calls for the step. */
    public boolean holds(double measured) {
      return above ? measured > threshold : measured < threshold;
    }
  }
}
