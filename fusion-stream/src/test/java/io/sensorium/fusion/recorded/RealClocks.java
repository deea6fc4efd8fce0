package io.sensorium.fusion.recorded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings of real sensors, which the project does not ship. */
final class RealClocks {
  private static final Logger LOG = LoggerFactory.getLogger(RealClocks.class);

  private RealClocks() {}

  /** Rows of a CSV file without quotes, its header left out; skips the test without the data. */
  static List<String[]> rows(String file) {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no recordings of real clocks");
    try {
      return Files.readAllLines(Path.of(data, file)).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds as they are written, in whole microseconds; what is finer is cut off. */
  static long micros(String seconds) {
    return new BigDecimal(seconds).movePointRight(6).longValue();
  }

  /** A time on the way: a least one and, on average, so much more. */
  static long delay(SplittableRandom random, long leastUs, long moreUs) {
    return leastUs + (long) (-moreUs * Math.log(1 - random.nextDouble()));
  }

  /** Tells a figure for docs/alignment-figures.md. */
  static void tell(String form, Object... figures) {
    LOG.warn("figure: {}", String.format(Locale.ROOT, form, figures));
  }
}
