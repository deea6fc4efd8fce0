package io.sensorium.worker.plan;

import io.sensorium.worker.decode.ResultDecoder;
import java.util.List;

/**
 * An output that may be the prediction.
 *
 * @param step the step's place in the plan
 * @param output the step's output
 * @param decoder makes the prediction's result of it
 * @param leavable inputs that can be left out of the step to see what they contribute
 * @param masked whether the step's model has a mask that says so; otherwise they become zeros
 */
public record PredictionPlan(
    int step, String output, ResultDecoder decoder, List<String> leavable, boolean masked) {
  public PredictionPlan {
    leavable = List.copyOf(leavable);
  }
}
