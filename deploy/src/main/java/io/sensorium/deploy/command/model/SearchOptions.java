package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which students a search tries. */
final class SearchOptions {
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms)");
  private static final int MOST = 64;

  @Option(
      names = "--search",
      description = "Try several students shortly, and teach the best that is fast enough.")
  private boolean wanted;

  @Option(
      names = "--students",
      split = ",",
      paramLabel = "FAMILY",
      description = "Families to try (default: plain,mbconv).")
  private @Nullable List<String> families;

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "Widths to try (default: 8,16,32).")
  private @Nullable List<Integer> widths;

  @Option(
      names = "--depths",
      split = ",",
      paramLabel = "N",
      description = "Depths to try (default: 1,2).")
  private @Nullable List<Integer> depths;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      description =
          "The most that a run may take on one thread here, such as 0.5ms or 200us"
              + " (default: 1ms).")
  private @Nullable String latency;

  boolean wanted() {
    return wanted;
  }

  /**
   * @throws ConfigException if something is said of a search that is not wanted
   */
  void refuseUnlessWanted() {
    if (!wanted && (families != null || widths != null || depths != null || latency != null)) {
      throw new ConfigException(
          "--students, --widths, --depths and --latency: expected them with --search alone, found"
              + " one without it. Add --search, or name one student with --student, --width and"
              + " --depth.");
    }
  }

  List<Blueprint> blueprints() {
    List<Blueprint> blueprints = new ArrayList<>();
    for (String family : families == null ? List.of("plain", "mbconv") : families) {
      for (int width : widths == null ? List.of(8, 16, 32) : widths) {
        for (int depth : depths == null ? List.of(1, 2) : depths) {
          blueprints.add(blueprint(family, width, depth));
        }
      }
    }
    if (blueprints.isEmpty() || blueprints.size() > MOST) {
      throw new ConfigException(
          "--search: expected 1 to %d candidates, found %d. Name fewer widths and depths."
              .formatted(MOST, blueprints.size()));
    }
    return blueprints;
  }

  double micros() {
    String most = latency == null ? "1ms" : latency;
    Matcher time = TIME.matcher(most.strip().toLowerCase(Locale.ROOT));
    if (!time.matches() || Double.parseDouble(time.group(1)) == 0) {
      throw new ConfigException(
          "--latency: expected a time such as 0.5ms or 200us, found '" + most + "'.");
    }
    return Double.parseDouble(time.group(1)) * (time.group(2).equals("ms") ? 1_000 : 1);
  }

  /** A student as options name it. */
  static Blueprint blueprint(String family, int width, int depth) {
    Family kind =
        Family.of(family)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "expected a family of %s, found '%s'. Correct it."
                            .formatted(Family.keys(), family)));
    try {
      return new Blueprint(kind, width, depth);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + ". Correct width or depth.", e);
    }
  }
}
