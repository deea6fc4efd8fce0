package io.sensorium.fusion.offline.run;

/** What is remembered of an event's row in the timeline. Belongs to one run. */
public final class Row {
  private final long number;
  private final long arrivalUs;
  private boolean placed;
  private long timeUs;

  Row(long number, long arrivalUs) {
    this.number = number;
    this.arrivalUs = arrivalUs;
  }

  /** The event's t is known now. */
  void place(long atUs) {
    placed = true;
    timeUs = atUs;
  }

  boolean placed() {
    return placed;
  }

  /** From 0, without the header. */
  public long number() {
    return number;
  }

  /** Arrival time, microseconds since the epoch of time. */
  public long arrivalUs() {
    return arrivalUs;
  }

  /** The event's t, which is its time with what its input's clock and offset make of it. */
  public long timeUs() {
    return timeUs;
  }
}
