package io.sensorium.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * What the second join gives, by reference: one pair of text and chunk for one frame. Its Kafka key
 * is the site; its value is the three names, separated by tabs, empty where there is none.
 *
 * @param frame the frame's {@code sensor/id}
 * @param words a text's; null where the frame has none
 * @param sound a chunk's; null where the frame has none
 */
public record JoinedRow(String frame, @Nullable String words, @Nullable String sound) {
  public static JoinedRow of(FrameWithWords pair, @Nullable Sensed sound) {
    Sensed words = pair.words();
    return new JoinedRow(
        pair.frame().name(),
        words == null ? null : words.name(),
        sound == null ? null : sound.name());
  }

  public byte[] encode() {
    return (frame + "\t" + (words == null ? "" : words) + "\t" + (sound == null ? "" : sound))
        .getBytes(UTF_8);
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of a row
   */
  public static JoinedRow decode(byte[] value) {
    String[] names = new String(value, UTF_8).split("\t", -1);
    if (names.length != 3) {
      throw new IllegalArgumentException("expected 3 names in a row, found " + names.length);
    }
    return new JoinedRow(
        names[0], names[1].isEmpty() ? null : names[1], names[2].isEmpty() ? null : names[2]);
  }
}
