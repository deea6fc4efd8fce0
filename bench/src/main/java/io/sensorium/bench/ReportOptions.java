package io.sensorium.bench;

import io.sensorium.config.ConfigException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every measurement takes. */
final class ReportOptions {
  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Counted rounds, after one warm-up (default: ${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report there too, with every round.")
  @Nullable Path json;

  /** Refuses before anything is started what cannot be measured. */
  void require(String option, int items) {
    if (rounds < 1) {
      throw new ConfigException("expected --rounds of 1 or more, found " + rounds);
    }
    if (items < 1) {
      throw new ConfigException("expected %s of 1 or more, found %d".formatted(option, items));
    }
  }
}
