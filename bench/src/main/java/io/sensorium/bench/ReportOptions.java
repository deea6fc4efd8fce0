package io.sensorium.bench;

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
}
