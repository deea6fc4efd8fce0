package io.sensorium.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which models run on a moment.
 *
 * @param maxBatchSize moments in one run of a model at most
 * @param maxBatchDelay how long a moment may wait for others while the models are busy
 * @param steps in the order of the file; a step uses outputs of earlier ones only
 * @param predictions which outputs may be the prediction, in order of preference: the first whose
 *     step ran counts. The last one's step is in no case left out
 * @param contributions for which moments contributions are computed
 */
public record Inference(
    int maxBatchSize,
    Duration maxBatchDelay,
    List<Step> steps,
    List<PredictionSource> predictions,
    Contributions contributions) {
  public Inference {
    steps = List.copyOf(steps);
    predictions = List.copyOf(predictions);
  }

  /** The source of predictions that is preferred, often the only one. */
  public PredictionSource prediction() {
    return predictions.get(0);
  }

  /**
   * The same with those versions of the steps' models.
   *
   * @param versions by step; steps that are not named keep theirs
   */
  public Inference withVersions(Map<String, String> versions) {
    List<Step> changed = new ArrayList<>();
    for (Step step : steps) {
      String version = versions.get(step.name());
      changed.add(version == null ? step : step.withVersion(version));
    }
    return new Inference(maxBatchSize, maxBatchDelay, changed, predictions, contributions);
  }

  /** The output of a step that is the prediction. */
  public record PredictionSource(String step, String output) {}
}
