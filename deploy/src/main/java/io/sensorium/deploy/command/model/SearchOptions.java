package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private List<String> families = List.of("plain", "mbconv");

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "Widths to try (default: 8,16,32).")
  private List<Integer> widths = List.of(8, 16, 32);

  @Option(
      names = "--depths",
      split = ",",
      paramLabel = "N",
      description = "Depths to try (default: 1,2).")
  private List<Integer> depths = List.of(1, 2);

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      description = "The most that a run may take on one thread here, such as 0.5ms or 200us.")
  private String latency = "1ms";

  boolean wanted() {
    return wanted;
  }

  List<Blueprint> blueprints() {
    List<Blueprint> blueprints = new ArrayList<>();
    for (String family : families) {
      for (int width : widths) {
        for (int depth : depths) {
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
    Matcher time = TIME.matcher(latency.strip().toLowerCase(Locale.ROOT));
    if (!time.matches() || Double.parseDouble(time.group(1)) == 0) {
      throw new ConfigException(
          "--latency: expected a time such as 0.5ms or 200us, found '" + latency + "'.");
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
