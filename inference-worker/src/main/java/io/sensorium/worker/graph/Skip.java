package io.sensorium.worker.graph;

import io.sensorium.event.MissingReason;

/**
 * Why a step did not run for a moment though it could have.
 *
 * @param reason {@code SKIPPED} or {@code DEADLINE}
 * @param why in words
 */
record Skip(MissingReason reason, String why) {}
