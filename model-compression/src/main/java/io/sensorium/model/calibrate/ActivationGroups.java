package io.sensorium.model.calibrate;

import io.sensorium.model.graph.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which activations are asked for in one run: a few at a time until their sizes are known, then as
 * many as have room together.
 */
final class ActivationGroups {
  private static final long MOST_VALUES = 16L << 20;
  private static final int AT_FIRST = 16;

  private final List<String> activations;
  private final Map<String, Long> sizes = new HashMap<>();

  ActivationGroups(List<String> activations) {
    this.activations = List.copyOf(activations);
  }

  /** The groups for the next sample. */
  List<Set<String>> next() {
    List<Set<String>> groups = new ArrayList<>();
    Set<String> group = new LinkedHashSet<>();
    long values = 0;
    for (String activation : activations) {
      long size = sizes.getOrDefault(activation, MOST_VALUES / AT_FIRST);
      if (!group.isEmpty() && values + size > MOST_VALUES) {
        groups.add(group);
        group = new LinkedHashSet<>();
        values = 0;
      }
      group.add(activation);
      values += size;
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  void saw(Map<String, Numbers> values) {
    values.forEach((name, numbers) -> sizes.merge(name, (long) numbers.values().length, Math::max));
  }
}
