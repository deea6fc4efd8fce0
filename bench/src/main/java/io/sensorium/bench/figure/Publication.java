package io.sensorium.bench.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes, as every measurement takes it on its command line. */
public final class Publication {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report there too, with every round.")
  private @Nullable Path json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the report there too.")
  private @Nullable Path markdown;

  /**
   * Prints it and, where there are files, writes it.
   *
   * @param figures what Jackson makes the JSON file of
   */
  public void publish(String text, Object figures) throws IOException {
    System.out.println(text);
    if (markdown != null) {
      Files.writeString(markdown, text);
    }
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), figures);
    }
  }

  /** Cores and Java version. */
  public static String machine() {
    return "%d cores, JDK %s"
        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version());
  }
}
