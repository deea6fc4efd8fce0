package io.sensorium.fusion.align;

/**
 * Hears what is decided for one site, in the order of decision, on the thread that moves the
 * aligner. It must not call the aligner.
 */
public interface AlignmentHandler<R> {

  /** A moment has closed with all that it requires. */
  void emitted(AlignedMoment<R> moment);

  /** The event is in no moment and never will be. */
  void dropped(SensorEvent<R> event, DropReason reason);

  /**
   * The buffer has taken the event in, or has learnt something new of it: what must be kept for it
   * to survive a restart.
   *
   * @param timeUs t, its time with offsets
   */
  default void kept(SensorEvent<R> event, long timeUs, HeldEvent.Fate fate) {}

  /** The event has left the buffer. */
  default void forgotten(SensorEvent<R> event) {}

  /** A sensor's clock has gone beyond a limit, or has come back. */
  default void alarmed(ClockAlarm<R> alarm) {}
}
