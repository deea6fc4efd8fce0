package io.sensorium.ingest.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which situations a scenario has. Rows are written so that hardly anything that one sense shows
 * settles the label; no two labels share a combination.
 */
public final class SituationTable {
  private final Map<String, List<List<Situation>>> rowsByLabel = new LinkedHashMap<>();
  private final Set<List<String>> combinations = new LinkedHashSet<>();

  /**
   * Adds every combination of the alternatives, which are separated by {@code |}; one row is one
   * weight.
   */
  public SituationTable row(String label, String views, String sounds, String words) {
    List<Situation> row = new ArrayList<>();
    for (String view : alternatives(views)) {
      for (String sound : alternatives(sounds)) {
        for (String word : alternatives(words)) {
          if (!combinations.add(List.of(view, sound, word))) {
            throw new IllegalArgumentException(
                "two rows have view " + view + ", sound " + sound + ", words " + word);
          }
          row.add(new Situation(label, view, sound, word));
        }
      }
    }
    rowsByLabel.computeIfAbsent(label, l -> new ArrayList<>()).add(row);
    return this;
  }

  List<String> labels() {
    return List.copyOf(rowsByLabel.keySet());
  }

  List<String> views() {
    return names(0);
  }

  List<String> sounds() {
    return names(1);
  }

  /** What words can be about, without {@link Situation#SILENCE}. */
  List<String> words() {
    return names(2).stream().filter(w -> !w.equals(Situation.SILENCE)).toList();
  }

  /** A label, then a row of it, then an alternative of that: each uniformly. */
  Situation draw(Dice dice) {
    String label = dice.of(labels());
    List<List<Situation>> rows = rowsByLabel.getOrDefault(label, List.of());
    return dice.of(dice.of(rows));
  }

  private List<String> names(int sense) {
    return combinations.stream().map(c -> c.get(sense)).distinct().sorted().toList();
  }

  private static List<String> alternatives(String names) {
    return List.of(names.split("\\|", -1));
  }
}
