package io.sensorium.bench.truth;

import java.util.Set;
import java.util.TreeSet;

/**
 * What belongs to one frame, by the numbers of the events.
 *
 * @param sound its chunks
 * @param words its texts
 */
record Matches(Set<Integer> sound, Set<Integer> words) {
  static Matches none() {
    return new Matches(new TreeSet<>(), new TreeSet<>());
  }

  /** The same with only the latest of its texts, as a reader of all of them would choose it. */
  Matches withLatestWords(SourceEvents events) {
    if (words.size() < 2) {
      return this;
    }
    int latest = words.iterator().next();
    for (int text : words) {
      latest = events.timeUs(text) > events.timeUs(latest) ? text : latest;
    }
    return new Matches(sound, Set.of(latest));
  }
}
