package io.sensorium.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as people write it in YAML: {@code 65536}, {@code 64KiB}, {@code 8MiB},
 * {@code 1GiB}.
 */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB)?");

  public static ByteSize ofMebibytes(long mebibytes) {
    return new ByteSize(mebibytes << 20);
  }

  @JsonCreator
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new ConfigException(
          "expected a number of bytes with B, KiB, MiB, GiB or nothing (like 64KiB), found '"
              + text
              + "'");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int shift =
        switch (unit) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
  }

  /**
   * @throws ConfigException where it does not fit an {@code int}
   */
  public int intBytes() {
    if (bytes > Integer.MAX_VALUE) {
      throw new ConfigException("expected less than 2 GiB, found " + bytes + " bytes");
    }
    return (int) bytes;
  }
}
