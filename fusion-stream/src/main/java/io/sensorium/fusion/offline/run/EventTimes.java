package io.sensorium.fusion.offline.run;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.SensorEvent;
import java.util.HashMap;
import java.util.Map;

/** t of the events of one site that an aligner has turned away, which does not tell it. */
final class EventTimes {
  private final AlignmentSpec spec;

  /** For each sensor t − event time of the event that was last taken in. */
  private final Map<String, Long> learned = new HashMap<>();

  EventTimes(AlignmentSpec spec) {
    this.spec = spec;
  }

  /** The event was taken in with this t. */
  void known(SensorEvent<Row> event, long t) {
    learned.put(event.modality() + event.sensor(), t - event.timeUs());
  }

  /** What t must have been; with a learned offset that of the event before. */
  long of(SensorEvent<Row> event) {
    InputSpec input = spec.inputs().get(spec.inputsOf(event.modality(), event.sensor())[0]);
    return switch (input.clock()) {
      case DEVICE -> event.timeUs() + input.offsetUs();
      case ARRIVAL -> event.handle().arrivalUs() - event.durationUs() + input.offsetUs();
      case LEARNED ->
          event.timeUs()
              + learned.getOrDefault(event.modality() + event.sensor(), input.offsetUs());
    };
  }
}
