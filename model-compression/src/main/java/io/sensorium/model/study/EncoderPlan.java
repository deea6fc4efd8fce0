package io.sensorium.model.study;

/**
 * What a study of encoders takes.
 *
 * @param scenes that they learn from
 * @param examScenes others, that they are examined on
 * @param epochs of each
 * @param width of every network, see {@link io.sensorium.model.family.Blueprint}
 * @param depth of every network
 */
public record EncoderPlan(int scenes, int examScenes, int epochs, int width, int depth) {
  /** Scenes between two steps. */
  static final int BATCH = 32;

  private static final int ENOUGH_STEPS = 1_500;

  /** As many epochs as make about 1,500 steps, before which none is told from the others. */
  public static int epochs(int scenes) {
    int steps = Math.max(1, scenes / BATCH);
    return (ENOUGH_STEPS + steps - 1) / steps;
  }

  /** Steps of each. */
  int steps() {
    return scenes / BATCH * epochs;
  }
}
