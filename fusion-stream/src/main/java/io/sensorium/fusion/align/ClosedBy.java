package io.sensorium.fusion.align;

/** What settled the last input of a moment. */
public enum ClosedBy {
  /** The watermarks of the sensors, for every input. */
  SETTLED,
  /** The clock: an input had waited for as long as it may. */
  WAIT,
  /** The clock: all sensors of an input were silent. */
  IDLE,
  /** The pace clock of the site began anew. */
  RESET
}
