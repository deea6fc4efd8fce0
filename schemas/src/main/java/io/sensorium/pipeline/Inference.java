package io.sensorium.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * Which models run on a moment.
 *
 * @param maxBatchSize moments in one run of a model at most
 * @param maxBatchDelay how long a moment may wait for others while the models are busy
 * @param steps in the order of the file; a step uses outputs of earlier ones only
 * @param prediction which output is the prediction
 */
public record Inference(
    int maxBatchSize, Duration maxBatchDelay, List<Step> steps, PredictionSource prediction) {
  public Inference {
    steps = List.copyOf(steps);
  }

  /** The output of a step that is the prediction. */
  public record PredictionSource(String step, String output) {}
}
