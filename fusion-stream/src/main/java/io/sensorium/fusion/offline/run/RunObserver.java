package io.sensorium.fusion.offline.run;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.recording.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** Hears what a run takes in and what it decides, in that order, on the thread of the run. */
public interface RunObserver {

  /**
   * An event of the pipeline has arrived; what its arrival decides follows.
   *
   * @param refused why it was not taken in, null where it was; {@link #dropped} follows with it
   */
  default void arrived(String site, SensorEvent<Row> event, @Nullable DropReason refused) {}

  /**
   * Whether the arrival of an event counts as one of its sensor: those that are not sane change
   * nothing but the clock.
   */
  static boolean heard(@Nullable DropReason refused) {
    return refused != DropReason.FUTURE
        && refused != DropReason.STALE
        && refused != DropReason.DUPLICATE;
  }

  /** A row that matches no input. */
  default void ignored(RecordedEvent row) {}

  /** A moment has closed with all that it requires. */
  void emitted(String site, AlignedMoment<Row> moment);

  /** The event is in no moment and never will be. */
  void dropped(String site, SensorEvent<Row> event, DropReason reason);
}
