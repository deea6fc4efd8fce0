package io.sensorium.worker.rollout;

import io.sensorium.config.ConfigException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How versions of models come into use and go. What a configuration file leaves out has the default
 * given here.
 *
 * @param watch {@code poll}, the default: a new highest version of a model is loaded, where the
 *     pipeline file names no version; or {@code none}
 * @param interval between two looks at the repository; by default 5 s
 * @param warmUp whether models run on zeros before they get the first moment; by default true
 * @param rollBack when the worker goes back to the version before
 * @param canary a version for a share of the sites from the start on; by default none
 * @param shadow a version that runs beside from the start on; by default none
 */
public record RolloutConfig(
    String watch,
    Duration interval,
    Boolean warmUp,
    RollBackConfig rollBack,
    @Nullable CanaryConfig canary,
    @Nullable ShadowConfig shadow) {
  private static final Set<String> WATCHES = Set.of("poll", "none");
  private static final String POLL = "poll";
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Boolean WARM_UP = true;

  /** A version for a share of the sites, above 0 and up to 1. */
  public record CanaryConfig(String model, String version, Double share) {
    public CanaryConfig {
      if (model == null || version == null || share == null || !(share > 0 && share <= 1)) {
        throw new ConfigException(
            "expected a canary's model, version, and share above 0 and up to 1, found %s, %s and %s"
                .formatted(model, version, share));
      }
    }
  }

  /** A version that runs beside. */
  public record ShadowConfig(String model, String version) {
    public ShadowConfig {
      if (model == null || version == null) {
        throw new ConfigException(
            "expected a shadow's model and version, found %s and %s".formatted(model, version));
      }
    }
  }

  public RolloutConfig {
    // A configuration file may leave out any of them.
    watch = watch == null ? POLL : watch.strip().toLowerCase(Locale.ROOT);
    interval = interval == null ? INTERVAL : interval;
    warmUp = warmUp == null ? WARM_UP : warmUp;
    rollBack = rollBack == null ? RollBackConfig.standard() : rollBack;
    if (!WATCHES.contains(watch)) {
      throw new ConfigException("expected a watch of poll or none, found '" + watch + "'");
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new ConfigException("expected an interval above 0, found " + interval);
    }
  }

  /** Everything at its default. */
  public static RolloutConfig standard() {
    return new RolloutConfig(POLL, INTERVAL, WARM_UP, RollBackConfig.standard(), null, null);
  }

  /** Whether the repository is looked at. */
  boolean polls() {
    return watch.equals(POLL);
  }
}
