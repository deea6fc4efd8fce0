package io.sensorium.pipeline;

import io.sensorium.event.Modality;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A named role in a pipeline.
 *
 * @param name the role's name
 * @param modality whose events it takes
 * @param sensors a glob of {@code *} and {@code ?} over sensor names
 * @param match how its events are matched; null only for the pace input
 * @param required whether a moment without it is not emitted
 * @param clock what gives the time of its sensors' events
 * @param offset added to that time; may be negative
 * @param disorder how far a sensor's events may be out of order
 * @param idle after which silence a sensor no longer holds up a moment
 * @param maxWait how long after its opening a moment waits for this input at most
 */
public record Input(
    String name,
    Modality modality,
    String sensors,
    @Nullable Match match,
    boolean required,
    ClockKind clock,
    Duration offset,
    Duration disorder,
    Duration idle,
    Duration maxWait) {

  /** Whether an event of this sensor is this input's business. */
  public boolean accepts(Modality eventModality, String sensor) {
    return modality == eventModality && Glob.matches(sensors, sensor);
  }
}
