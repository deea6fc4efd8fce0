package io.sensorium.bench.workload;

import io.sensorium.config.ConfigException;
import java.util.Locale;

/** The variants of a network that can be measured. */
public final class Variant {
  private Variant() {}

  /**
   * Whether the network's weights are to be quantized.
   *
   * @param option that the name was given with
   * @throws ConfigException where there is no such variant
   */
  public static boolean int8(String option, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "fp32" -> false;
      case "int8" -> true;
      default -> throw new ConfigException("expected " + option + " of fp32, int8, found " + name);
    };
  }
}
