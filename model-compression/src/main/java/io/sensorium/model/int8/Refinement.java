package io.sensorium.model.int8;

/**
 * What is done for accuracy that costs no time in serving.
 *
 * @param equalize channels are brought to like ranges first
 * @param correct biases make up for what rounding takes from means
 */
public record Refinement(boolean equalize, boolean correct) {
  public static final Refinement ALL = new Refinement(true, true);
  public static final Refinement NONE = new Refinement(false, false);
}
