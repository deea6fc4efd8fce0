package io.sensorium.config;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as people write them in YAML: {@code 250us}, {@code 100ms}, {@code 2s}, {@code 5m},
 * {@code 1h}.
 */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,6})?)\\s*(us|ms|s|m|h|d)");
  private static final String EXPECTED =
      "expected a number and a unit of us, ms, s, m, h or d (like 100ms or 2s)";

  private Durations() {}

  /**
   * Reads one span, to the microsecond.
   *
   * @throws ConfigException where the text is no span of time
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      String zero = text.strip();
      if (zero.equals("0")) {
        return Duration.ZERO;
      }
      throw new ConfigException(EXPECTED + ", found '" + text + "'");
    }
    double micros = Double.parseDouble(matcher.group(1)) * microsOf(matcher.group(2));
    if (Math.abs(micros) > Long.MAX_VALUE / 2_000.0) {
      throw new ConfigException("expected a span of at most 100,000 days, found '" + text + "'");
    }
    return ofMicros(Math.round(micros));
  }

  /** Reads one span, or empty for {@code none}. */
  public static Optional<Duration> parseOrNone(String text) {
    return text.strip().equals("none") ? Optional.empty() : Optional.of(parse(text));
  }

  public static Duration ofMicros(long micros) {
    return Duration.ofSeconds(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  /** Whole microseconds of a span; what is finer is cut off. */
  public static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
  }

  /** Whole microseconds since the epoch of time; what is finer is cut off. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static double microsOf(String unit) {
    return switch (unit) {
      case "us" -> 1;
      case "ms" -> 1e3;
      case "s" -> 1e6;
      case "m" -> 60e6;
      case "h" -> 3_600e6;
      default -> 86_400e6;
    };
  }
}
