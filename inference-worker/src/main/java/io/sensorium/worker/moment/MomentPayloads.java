package io.sensorium.worker.moment;

import io.sensorium.event.Moment;
import java.util.List;

/**
 * A moment with the payloads that its references stand for.
 *
 * @param moment the moment as it was read
 * @param inputs the resolved inputs; inputs that the moment names as missing, and inputs that
 *     {@link Predictor#inputs()} does not ask for, are left out
 */
public record MomentPayloads(Moment moment, List<InputPayload> inputs) {
  public MomentPayloads {
    inputs = List.copyOf(inputs);
  }
}
