package io.sensorium.model.formula;

/** Matrices that are made of no others: their values are there before a run. */
public final class Leaf {
  private Leaf() {}

  /** A part of the example. */
  public record Input(String name) implements Operation {}

  /**
   * What is learned.
   *
   * @param from where it begins among the formula's parameters
   */
  public record Parameter(int from) implements Operation {}

  /** Fixed numbers; not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Constant(float[] values) implements Operation {}
}
