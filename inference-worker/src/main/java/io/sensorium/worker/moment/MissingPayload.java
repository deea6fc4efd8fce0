package io.sensorium.worker.moment;

import io.sensorium.event.EventReference;
import io.sensorium.event.MissingReason;

/**
 * An event of the moment whose payload is not to be had.
 *
 * @param reference where it should have been
 * @param reason why it is not
 * @param detail what was expected and what was found
 */
public record MissingPayload(EventReference reference, MissingReason reason, String detail) {}
