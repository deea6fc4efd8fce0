package io.sensorium.model.supervised.intent;

import io.sensorium.model.supervised.Samples;

/**
 * Where texts with intents come from.
 *
 * @param samples of them
 * @param words what the source is, and its licence
 * @param published what is known of other systems on it; empty for nothing
 */
record TextSource(Samples<String> samples, String words, String published) {}
