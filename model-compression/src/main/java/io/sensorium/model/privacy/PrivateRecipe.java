package io.sensorium.model.privacy;

/**
 * How to train with noise.
 *
 * @param epochs how often an example is seen, on average
 * @param batch examples of a step, on average
 * @param learningRate of the first step; it falls to 0 along a half cosine
 * @param clip largest Euclidean norm of one example's gradient; longer ones are shortened to it
 * @param noise deviation of the noise in each direction, over {@code clip}
 * @param seed of what is drawn and of the noise
 */
public record PrivateRecipe(
    int epochs, int batch, double learningRate, double clip, double noise, long seed) {
  /** Steps over so many examples. */
  public long steps(int examples) {
    return (long) epochs * examples / batch;
  }

  /** What it gives away of any one of so many examples. */
  public double epsilon(int examples, double delta) {
    return PrivacyBudget.epsilon((double) batch / examples, noise, steps(examples), delta);
  }
}
