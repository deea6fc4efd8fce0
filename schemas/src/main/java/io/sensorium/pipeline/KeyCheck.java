package io.sensorium.pipeline;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a key should hold.
 *
 * @param source what to call the file
 * @param prefix of every key, such as {@code inference.}
 */
record KeyCheck(String source, String prefix) {
  <T> T present(String key, @Nullable T value) {
    if (value == null) {
      throw error(key, "a value", "nothing");
    }
    return value;
  }

  void expect(boolean holds, String key, String expected, String found) {
    if (!holds) {
      throw error(key, expected, found);
    }
  }

  /** A span that is not negative. */
  Duration span(String key, Duration value) {
    expect(!value.isNegative(), key, "a span of 0 or more", value.toString());
    return value;
  }

  /** A span that is not negative; null for {@code none}. */
  @Nullable Duration spanOrNone(String key, String text) {
    Optional<Duration> span;
    try {
      span = Durations.parseOrNone(text);
    } catch (ConfigException e) {
      throw new ConfigException(
          "%s: key '%s%s': %s, or none".formatted(source, prefix, key, e.getMessage()), e);
    }
    return span.map(value -> span(key, value)).orElse(null);
  }

  ConfigException error(String key, String expected, String found) {
    return new ConfigException(
        "%s: key '%s%s': expected %s, found %s. Correct it in the pipeline file."
            .formatted(source, prefix, key, expected, found));
  }
}
