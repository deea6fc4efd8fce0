package io.sensorium.fusion.stream.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Record keys as text. */
public final class Utf8Key {
  private Utf8Key() {}

  public static byte[] bytes(String site) {
    return site.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a key; null where it is not UTF-8. */
  public static @Nullable String text(byte[] key) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
