package io.sensorium.worker.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a JSON file of others, key by key, and names the key that is not as expected. */
final class JsonFile {
  private static final long MAX_BYTES = 8L << 20;
  private static final String FIX = "Correct it there, or say it in model.yaml beside it";

  private final Path file;
  private final JsonNode root;

  private JsonFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /** A file that is not there is empty. */
  static JsonFile read(Path file) {
    if (!Files.exists(file)) {
      return new JsonFile(file, MissingNode.getInstance());
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new RepositoryException(
            file, "at most " + MAX_BYTES + " bytes", Files.size(file) + "", "Use a smaller one");
      }
      return new JsonFile(file, new ObjectMapper().readTree(file.toFile()));
    } catch (JsonProcessingException broken) {
      throw new RepositoryException(
          file, "JSON", broken.getOriginalMessage(), "Copy the file again", broken);
    } catch (IOException unreadable) {
      throw new RepositoryException(
          file, "a file", unreadable.toString(), "Make it readable", unreadable);
    }
  }

  boolean exists() {
    return !root.isMissingNode();
  }

  /** Missing where the key is not there or null. */
  JsonNode at(String key) {
    JsonNode node = root.path(key);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  boolean has(String key) {
    return !at(key).isMissingNode();
  }

  boolean flag(String key, boolean absent) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return absent;
    }
    if (!node.isBoolean()) {
      throw error(key, "true or false");
    }
    return node.asBoolean();
  }

  double number(String key, double absent) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return absent;
    }
    if (!node.isNumber()) {
      throw error(key, "a number");
    }
    return node.asDouble();
  }

  int whole(String key) {
    JsonNode node = at(key);
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1) {
      throw error(key, "a whole number of at least 1");
    }
    return node.asInt();
  }

  List<Double> numbers(String key, int count) {
    List<Double> numbers = new ArrayList<>();
    at(key).forEach(node -> numbers.add(node.isNumber() ? node.asDouble() : Double.NaN));
    if (numbers.size() != count || numbers.contains(Double.NaN)) {
      throw error(key, count + " numbers");
    }
    return numbers;
  }

  /** Refuses keys that are not known, unless they are switched off. */
  void allow(Set<String> known) {
    root.fieldNames()
        .forEachRemaining(
            key -> {
              boolean off = !has(key) || (at(key).isBoolean() && !at(key).asBoolean());
              if (!known.contains(key) && !off) {
                throw error(key, "no such key, or false");
              }
            });
  }

  RepositoryException error(String key, String expected) {
    String found = has(key) ? at(key).toString() : "none";
    String cut = found.length() > 200 ? found.substring(0, 200) + "..." : found;
    return new RepositoryException(file, "for key '" + key + "' " + expected, cut, FIX);
  }
}
