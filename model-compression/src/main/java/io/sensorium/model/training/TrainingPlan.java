package io.sensorium.model.training;

import io.sensorium.model.fusion.FusionHead;

/**
 * How much to learn from. The scenes of encoders, head and examination never share a seed.
 *
 * @param encoderScenes that the encoders learn from
 * @param headScenes that the head learns from, other ones, so that it sees the encoders' errors
 * @param examScenes that the accuracy is measured on
 * @param encoderEpochs how often the encoders see their scenes
 * @param headEpochs how often the head sees its scenes
 * @param head what judges from the embeddings; one that is not weighted by hand
 * @param threads that share the work; their number changes no bit of the models
 */
public record TrainingPlan(
    int encoderScenes,
    int headScenes,
    int examScenes,
    int encoderEpochs,
    int headEpochs,
    FusionHead head,
    int threads) {
  /** Scenes that encoders learn from. */
  public static final long ENCODER_SEEDS = 1_000_000_000L;

  /** Scenes that heads learn from. */
  public static final long HEAD_SEEDS = 2_000_000_000L;

  /** Scenes that models are examined on. */
  public static final long EXAM_SEEDS = 3_000_000_000L;

  /** Scenes by which one of several models is chosen. */
  public static final long CHOICE_SEEDS = 4_000_000_000L;

  /** The best head of docs/fusion.md. */
  private static final FusionHead HEAD = FusionHead.ADAPTIVE;

  /** Minutes of work: for the scenarios that everything else is measured on. */
  public static TrainingPlan full(int threads) {
    return new TrainingPlan(8_000, 8_000, 2_000, 12, 40, HEAD, threads);
  }

  /** A third of that. */
  public static TrainingPlan small(int threads) {
    return new TrainingPlan(3_000, 3_000, 1_000, 8, 30, HEAD, threads);
  }
}
