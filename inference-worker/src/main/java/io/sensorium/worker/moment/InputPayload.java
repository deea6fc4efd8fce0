package io.sensorium.worker.moment;

import io.sensorium.event.Modality;
import java.util.List;

/**
 * What one input of a moment matched.
 *
 * @param name the input's name in the pipeline file
 * @param modality the input's modality
 * @param events the events whose payloads could be had, in the moment's order
 * @param lost the events whose payloads could not be had
 */
public record InputPayload(
    String name, Modality modality, List<PayloadEvent> events, List<MissingPayload> lost) {
  public InputPayload {
    events = List.copyOf(events);
    lost = List.copyOf(lost);
  }
}
