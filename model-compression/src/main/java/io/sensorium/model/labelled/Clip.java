package io.sensorium.model.labelled;

import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;

/**
 * A clip of sound without its header.
 *
 * @param samples interleaved, from position to limit
 * @param sampleRate samples in a second for each channel
 */
public record Clip(ByteBuffer samples, SampleEncoding encoding, int sampleRate, int channels) {}
