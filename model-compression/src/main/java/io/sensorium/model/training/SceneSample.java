package io.sensorium.model.training;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a scene as the sensors give it, and what is true of it.
 *
 * @param label what is going on
 * @param view what the frame shows
 * @param sound what is heard
 * @param topic what the words are about; null where there are none
 * @param frame a JPEG or PNG image
 * @param samples up to a second of sound that ends with the moment's window: signed 16 bits, little
 *     endian, mono, at {@link SenseFeatures#SOUND}'s rate
 * @param text the words; null where there are none
 */
public record SceneSample(
    String label,
    String view,
    String sound,
    @Nullable String topic,
    ByteBuffer frame,
    ByteBuffer samples,
    @Nullable String text) {}
