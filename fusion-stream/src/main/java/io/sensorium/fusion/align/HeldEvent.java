package io.sensorium.fusion.align;

/**
 * A buffered event and what has become of it so far: with {@link SiteState} the whole state.
 *
 * @param timeUs t, as it was when the event arrived: where an offset is learned, it is not known
 *     later
 * @param arrivalUs its arrival
 */
public record HeldEvent<R>(SensorEvent<R> event, long timeUs, long arrivalUs, Fate fate) {

  /** What emitted moments have made of a buffered event. */
  public enum Fate {
    /** None has had it within reach. */
    NEW,
    /** One had it within reach and preferred another. */
    PASSED_OVER,
    /** One has it. */
    MATCHED
  }
}
