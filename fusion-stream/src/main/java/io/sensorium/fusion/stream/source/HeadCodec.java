package io.sensorium.fusion.stream.source;

import io.sensorium.fusion.stream.source.ArrivedEvent.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes between the consumer, which reads heads, and the task, which takes them in. They never
 * leave the JVM and are never kept.
 */
public final class HeadCodec {
  /** A larger value is left out of a dead letter. */
  static final int MOST_DEAD_LETTER_BYTES = 64 << 10;

  private static final byte HEAD = 1;
  private static final byte REFUSED = 2;

  /** Tag, length, checksum, two times and four lengths of texts. */
  private static final int NUMBERS = 1 + 4 + 4 + 8 + 8 + 4 * 4;

  /** What the record's value says; the trace is in its headers. */
  record Fields(
      String site, String sensor, String id, long timeUs, long durationUs, @Nullable String text) {}

  /** What the consumer found. */
  public sealed interface Found {}

  /**
   * An event.
   *
   * @param length of the record's value in bytes
   * @param checksum CRC-32C of the value
   */
  public record Head(int length, int checksum, Header header) implements Found {}

  /**
   * No event.
   *
   * @param value as much of the record's value as a dead letter takes; null where that is nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Refused(String reason, byte @Nullable [] value) implements Found {}

  private HeadCodec() {}

  static byte[] head(int length, int checksum, Fields fields) {
    byte[] site = utf8(fields.site());
    byte[] sensor = utf8(fields.sensor());
    byte[] id = utf8(fields.id());
    byte[] text = fields.text() == null ? null : utf8(fields.text());
    ByteBuffer out =
        ByteBuffer.allocate(
            NUMBERS + site.length + sensor.length + id.length + (text == null ? 0 : text.length));
    out.put(HEAD).putInt(length).putInt(checksum);
    out.putLong(fields.timeUs()).putLong(fields.durationUs());
    put(out, site);
    put(out, sensor);
    put(out, id);
    put(out, text);
    return out.array();
  }

  static byte[] refused(String reason, byte @Nullable [] value) {
    byte[] why = utf8(reason);
    ByteBuffer out = ByteBuffer.allocate(1 + 8 + why.length + (value == null ? 0 : value.length));
    out.put(REFUSED);
    put(out, why);
    put(out, value);
    return out.array();
  }

  /**
   * @param bytes null where the record has no value
   * @param traceparent of the record's headers
   */
  public static Found read(byte @Nullable [] bytes, @Nullable String traceparent) {
    if (bytes == null) {
      return new Refused(
          "expected an event, found a record without a value; send events only", null);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() == REFUSED) {
      return new Refused(required(in), bytes(in));
    }
    int length = in.getInt();
    int checksum = in.getInt();
    long timeUs = in.getLong();
    long durationUs = in.getLong();
    return new Head(
        length,
        checksum,
        new Header(
            required(in), required(in), required(in), timeUs, durationUs, string(in), traceparent));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer out, byte @Nullable [] bytes) {
    if (bytes == null) {
      out.putInt(-1);
    } else {
      out.putInt(bytes.length).put(bytes);
    }
  }

  private static String required(ByteBuffer in) {
    String text = string(in);
    if (text == null) {
      throw new IllegalStateException("a head without a name");
    }
    return text;
  }

  private static @Nullable String string(ByteBuffer in) {
    byte[] utf8 = bytes(in);
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
