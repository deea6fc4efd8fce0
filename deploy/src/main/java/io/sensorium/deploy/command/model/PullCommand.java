package io.sensorium.deploy.command.model;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.model.pull.FilePull;
import io.sensorium.model.pull.PublicAddresses;
import io.sensorium.model.pull.PullException;
import io.sensorium.model.pull.PullLimits;
import io.sensorium.model.pull.PulledFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a model. */
@Command(
    name = "pull",
    description = "Fetch a file from the public internet, within limits, and check it.")
final class PullCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "URL", description = "https, without a password.")
  private String url = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Becomes the file.")
  private Path out = Path.of("");

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "Keep the file only if it has this checksum.")
  private @Nullable String sha256;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Give up where there is more; 500MiB by default.")
  private String maxSize = "500MiB";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Give up where it takes longer; 10m by default.")
  private String timeout = "10m";

  @Option(names = "--http", description = "Allow http beside https.")
  private boolean plain;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      PullLimits limits =
          new PullLimits(ByteSize.parse(maxSize).bytes(), Durations.parse(timeout), sha256, plain);
      PulledFile file = new FilePull(new PublicAddresses()).pull(url, out, limits);
      System.out.printf("%s  %s%n", file.sha256(), file.path());
      System.out.printf(
          "%,d bytes%s%n", file.bytes(), sha256 == null ? ", checked against no checksum" : "");
      return 0;
    } catch (PullException | IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }
}
