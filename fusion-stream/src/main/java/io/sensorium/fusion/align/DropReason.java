package io.sensorium.fusion.align;

/** The rule by which an event ends in no moment. */
public enum DropReason {
  /** Its time is further ahead of its arrival than the pipeline allows. */
  FUTURE,
  /** Its time is further behind its arrival than the pipeline allows. */
  STALE,
  /** The buffer already has this event of this sensor. */
  DUPLICATE,
  /** Neither an open moment nor any to come can use it. */
  LATE,
  /** Another event was preferred to it. */
  SURPLUS,
  /** No emitted moment had it within reach. */
  UNMATCHED,
  /** It opened a moment in which a required input is missing. */
  INCOMPLETE,
  /** Its sensor's clock was reset before a moment had it. */
  CLOCK_RESET,
  /** It was the oldest in a full buffer. */
  OVERFLOW
}
