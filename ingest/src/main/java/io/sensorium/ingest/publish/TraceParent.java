package io.sensorium.ingest.publish;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The {@code traceparent} header of W3C Trace Context, level 1. */
public final class TraceParent {
  /** Name of the header, in Kafka records and in HTTP. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,100})?");

  private TraceParent() {}

  /** Whether a text is one that may be passed on; the specification says to begin anew if not. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Begins a trace, marked as sampled. */
  public static String begin(RandomGenerator random) {
    HexFormat hex = HexFormat.of();
    return "00-"
        + hex.toHexDigits(random.nextLong())
        + hex.toHexDigits(nonZero(random))
        + "-"
        + hex.toHexDigits(nonZero(random))
        + "-01";
  }

  private static long nonZero(RandomGenerator random) {
    long bits = random.nextLong();
    return bits == 0 ? 1 : bits;
  }
}
