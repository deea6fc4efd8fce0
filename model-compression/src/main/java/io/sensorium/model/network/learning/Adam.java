package io.sensorium.model.network.learning;

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019). */
public final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double decay;
  private final double[] first;
  private final double[] second;
  private double power1 = 1;
  private double power2 = 1;

  /**
   * @param parameters how many
   * @param decay of the parameters, decoupled
   */
  public Adam(int parameters, double decay) {
    this.decay = decay;
    this.first = new double[parameters];
    this.second = new double[parameters];
  }

  /** Moves the parameters down their gradients, as far as they were in the past and are now. */
  public void step(float[] parameters, float[] gradients, double rate) {
    power1 *= BETA_1;
    power2 *= BETA_2;
    for (int i = 0; i < parameters.length; i++) {
      double g = gradients[i];
      first[i] = BETA_1 * first[i] + (1 - BETA_1) * g;
      second[i] = BETA_2 * second[i] + (1 - BETA_2) * g * g;
      double move = first[i] / (1 - power1) / (Math.sqrt(second[i] / (1 - power2)) + EPSILON);
      parameters[i] = (float) (parameters[i] - rate * (move + decay * parameters[i]));
    }
  }
}
