package io.sensorium.fusion.stream;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Record keys as text. */
final class Utf8Key {
  private Utf8Key() {}

  static byte[] bytes(String site) {
    return site.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a key; null where it is not UTF-8. */
  static @Nullable String text(byte[] key) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
