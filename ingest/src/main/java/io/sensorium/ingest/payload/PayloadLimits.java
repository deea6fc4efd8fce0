package io.sensorium.ingest.payload;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.topic.TopicCatalogue;

/**
 * The largest payloads that are taken in.
 *
 * @param image of one encoded frame; by default what its topic takes
 * @param audio of one chunk as it is sent; by default what its topic takes
 * @param text of one text in UTF-8; by default 64 KiB, since moments carry text inline
 * @param pixels of one frame, width times height; by default 40 million
 */
public record PayloadLimits(ByteSize image, ByteSize audio, ByteSize text, Long pixels) {
  /** What a record holds beside its payload: names, times and the batch around it. */
  private static final int RECORD_OVERHEAD = 4096;

  private static final ByteSize IMAGE = new ByteSize(TopicCatalogue.CAMERA_BYTES - RECORD_OVERHEAD);
  private static final ByteSize AUDIO = new ByteSize(TopicCatalogue.AUDIO_BYTES - RECORD_OVERHEAD);
  private static final ByteSize TEXT = new ByteSize(64 << 10);
  private static final Long PIXELS = 40_000_000L;

  public PayloadLimits {
    // A configuration file may leave out any of them.
    image = image == null ? IMAGE : image;
    audio = audio == null ? AUDIO : audio;
    text = text == null ? TEXT : text;
    pixels = pixels == null ? PIXELS : pixels;
    if (pixels < 1) {
      throw new ConfigException("expected at least 1 in pixels, found " + pixels);
    }
    // A payload is one array in memory.
    int unused = Math.max(image.intBytes(), Math.max(audio.intBytes(), text.intBytes()));
  }

  public static PayloadLimits standard() {
    return new PayloadLimits(IMAGE, AUDIO, TEXT, PIXELS);
  }
}
