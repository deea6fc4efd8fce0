package io.sensorium.worker.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words and their ids: the number of the line on which a word stands, from 0. Immutable. */
public final class Vocabulary {
  /** Stands for nothing, where a text is shorter than its tensor. */
  public static final String PAD = "[pad]";

  /** Stands for every word that is not in the vocabulary. */
  public static final String UNKNOWN = "[unk]";

  private final Map<String, Integer> ids;
  private final int pad;
  private final int unknown;

  private Vocabulary(Map<String, Integer> ids, int pad, int unknown) {
    this.ids = ids;
    this.pad = pad;
    this.unknown = unknown;
  }

  /**
   * @param lines one word a line, {@value #PAD} and {@value #UNKNOWN} among them
   * @throws IllegalArgumentException if either is not among them or a word stands there twice
   */
  public static Vocabulary of(List<String> lines) {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (ids.putIfAbsent(lines.get(i).strip(), i) != null) {
        throw new IllegalArgumentException(
            "expected every word once, found '%s' again on line %d; remove it"
                .formatted(lines.get(i), i + 1));
      }
    }
    Integer pad = ids.get(PAD);
    Integer unknown = ids.get(UNKNOWN);
    if (pad == null || unknown == null) {
      throw new IllegalArgumentException(
          "expected a line %s and a line %s among the %d words; add what is missing"
              .formatted(PAD, UNKNOWN, lines.size()));
    }
    return new Vocabulary(ids, pad, unknown);
  }

  /** The word's id, or that of {@value #UNKNOWN}. */
  public int id(String word) {
    return ids.getOrDefault(word, unknown);
  }

  /** The id of {@value #PAD}. */
  public int pad() {
    return pad;
  }

  /** Number of words. */
  public int size() {
    return ids.size();
  }
}
