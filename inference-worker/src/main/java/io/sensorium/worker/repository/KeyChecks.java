package io.sensorium.worker.repository;

import io.sensorium.config.ConfigException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says of one description file what is wrong with a key.
 *
 * @param file the description
 */
record KeyChecks(Path file) {

  /** A constant by its name in lower case with hyphens. */
  <E extends Enum<E>> E word(String at, @Nullable String text, Class<E> type, E absent) {
    if (text == null) {
      return absent;
    }
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int index = words.indexOf(text);
    if (index < 0) {
      throw error(at, "one of " + words, "'" + text + "'");
    }
    return type.getEnumConstants()[index];
  }

  <T> T present(String at, @Nullable T value) {
    if (value == null) {
      throw error(at, "a value", "none");
    }
    return value;
  }

  ConfigException error(String at, String expected, String found) {
    return new ConfigException(
        "%s: key '%s': expected %s, found %s. Correct it in %s."
            .formatted(file, at, expected, found, file.getFileName()));
  }
}
