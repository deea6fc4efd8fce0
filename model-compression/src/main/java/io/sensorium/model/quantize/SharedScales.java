package io.sensorium.model.quantize;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Activations that must have one scale, since an operator between them only moves values. */
final class SharedScales {
  private final Map<String, String> leaders = new LinkedHashMap<>();

  void join(String follower, String activation) {
    leaders.put(leader(follower), leader(activation));
  }

  /** The range of each activation: of all that share its scale. */
  Map<String, Range> ranges(Set<String> activations, Map<String, Range> measured) {
    Map<String, Range> groups = new HashMap<>();
    for (String activation : activations) {
      Range range = measured.get(activation);
      if (range == null) {
        throw new IllegalArgumentException(
            "expected the range of activation " + activation + ", found none; calibrate it");
      }
      groups.merge(leader(activation), range, Range::with);
    }
    Map<String, Range> shared = new LinkedHashMap<>();
    for (String activation : activations) {
      Range group = groups.get(leader(activation));
      if (group != null) {
        shared.put(activation, group.rounded());
      }
    }
    return shared;
  }

  private String leader(String activation) {
    String at = activation;
    for (String up = leaders.get(at); up != null && !up.equals(at); up = leaders.get(at)) {
      at = up;
    }
    return at;
  }
}
