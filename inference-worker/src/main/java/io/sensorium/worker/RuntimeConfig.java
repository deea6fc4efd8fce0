package io.sensorium.worker;

import io.sensorium.config.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What models run on. What a configuration file leaves out has the default given here.
 *
 * @param provider {@code auto}, the default: the first of TensorRT, CUDA and CPU that works here;
 *     or {@code cpu}, {@code cuda} or {@code tensorrt}, which is then insisted on
 * @param variants variants of a model in order of preference; by default the provider's own order
 * @param sessions runs at the same time, of all models together, and sessions of each model; 0, the
 *     default, for one a core on the CPU and two on a GPU
 * @param threads threads inside one run on the CPU; by default 1
 * @param engineCache folder where TensorRT keeps the engines that it builds; by default none
 */
public record RuntimeConfig(
    String provider,
    List<String> variants,
    Integer sessions,
    Integer threads,
    @Nullable String engineCache) {
  private static final Set<String> PROVIDERS = Set.of("auto", "cpu", "cuda", "tensorrt");
  private static final String AUTO = "auto";
  private static final Integer BY_MACHINE = 0;
  private static final Integer ONE = 1;

  public RuntimeConfig {
    // A configuration file may leave out any of them.
    provider = provider == null ? AUTO : provider.strip().toLowerCase(Locale.ROOT);
    variants = variants == null ? List.of() : List.copyOf(variants);
    sessions = sessions == null ? BY_MACHINE : sessions;
    threads = threads == null ? ONE : threads;
    if (!PROVIDERS.contains(provider)) {
      throw new ConfigException(
          "expected a provider of auto, cpu, cuda or tensorrt, found '" + provider + "'");
    }
    if (sessions < 0 || threads < 1) {
      throw new ConfigException(
          "expected sessions of at least 0 and threads of at least 1, found %d and %d"
              .formatted(sessions, threads));
    }
  }

  /** The best provider that works here, with its own order of variants. */
  public static RuntimeConfig standard() {
    return new RuntimeConfig(AUTO, List.of(), BY_MACHINE, ONE, null);
  }
}
