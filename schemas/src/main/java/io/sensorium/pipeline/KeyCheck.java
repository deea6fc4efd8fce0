package io.sensorium.pipeline;

import io.sensorium.config.ConfigException;
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

  ConfigException error(String key, String expected, String found) {
    return new ConfigException(
        "%s: key '%s%s': expected %s, found %s. Correct it in the pipeline file."
            .formatted(source, prefix, key, expected, found));
  }
}
