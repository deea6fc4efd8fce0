package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import java.util.function.Predicate;

/**
 * One named role of a pipeline and how it is matched.
 *
 * @param name name in the pipeline file
 * @param modality of its events
 * @param sensors which sensors of the modality belong to it
 * @param matching how it chooses events
 * @param required whether a moment without it is not emitted
 * @param clock what t is taken from; inputs that share a sensor agree
 * @param offsetUs added to it; inputs that share a sensor agree
 * @param disorderUs how far a sensor's events may be out of order
 * @param idleUs a sensor silent for this long is not waited for
 * @param waitUs after its opening a moment waits no longer than this for the input
 */
public record InputSpec(
    String name,
    Modality modality,
    Predicate<String> sensors,
    Matching matching,
    boolean required,
    ClockKind clock,
    long offsetUs,
    long disorderUs,
    long idleUs,
    long waitUs) {

  /** Whether events of the sensor belong to this input. */
  public boolean takes(Modality sensorModality, String sensor) {
    return modality == sensorModality && sensors.test(sensor);
  }
}
