package io.sensorium.ingest.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Type.
 *
 * @param name type and subtype in lower case; empty if there was no header
 * @param parameters by their names in lower case, without quotes
 */
record MediaType(String name, Map<String, String> parameters) {
  static MediaType parse(@Nullable String header) {
    if (header == null) {
      return new MediaType("", Map.of());
    }
    String[] parts = header.split(";", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String value = parts[i].substring(equals + 1).strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
          value = value.substring(1, value.length() - 1);
        }
        parameters.put(parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT), value);
      }
    }
    return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), Map.copyOf(parameters));
  }

  String parameter(String parameter, String otherwise) {
    return parameters.getOrDefault(parameter, otherwise);
  }

  /** The parameter as a number, or -1 if it is none. */
  int number(String parameter, int otherwise) {
    String text = parameters.get(parameter);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
