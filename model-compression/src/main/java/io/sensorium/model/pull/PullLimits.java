package io.sensorium.model.pull;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file must keep to.
 *
 * @param bytes at most
 * @param time for all of it, redirects included
 * @param sha256 that it must have, in hexadecimal digits; any where null
 * @param plain whether http is allowed beside https
 */
public record PullLimits(long bytes, Duration time, @Nullable String sha256, boolean plain) {
  private static final String DIGITS = "[0-9a-f]{64}";

  public PullLimits {
    if (bytes < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "expected a size and a time above 0, found %d bytes and %s".formatted(bytes, time));
    }
    if (sha256 != null) {
      sha256 = sha256.toLowerCase(Locale.ROOT);
      if (!sha256.matches(DIGITS)) {
        throw new IllegalArgumentException(
            "expected a sha256 of 64 hexadecimal digits, found " + sha256.length() + " characters");
      }
    }
  }
}
