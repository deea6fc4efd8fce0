package io.sensorium.worker.batch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits, by level: the highest level goes first, and within one who came first. Not
 * thread-safe.
 *
 * @param <T> what waits
 */
public final class Backlog<T> {
  private final NavigableMap<Integer, ArrayDeque<T>> levels =
      new TreeMap<>(Comparator.reverseOrder());
  private int size;

  /** Takes an item in, behind those of its level. */
  public void add(T item, int level) {
    levels.computeIfAbsent(level, any -> new ArrayDeque<>()).add(item);
    size++;
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  /** Takes the next one out; null where nothing waits. */
  public @Nullable T poll() {
    return size == 0 ? null : remove(levels.firstKey(), true);
  }

  /** Takes out who has waited for longest on the lowest level; null where nothing waits. */
  public @Nullable T pollOldestOfLowest() {
    return size == 0 ? null : remove(levels.lastKey(), true);
  }

  /** Takes out who came last on the lowest level; null where nothing waits. */
  public @Nullable T pollNewestOfLowest() {
    return size == 0 ? null : remove(levels.lastKey(), false);
  }

  private @Nullable T remove(Integer level, boolean first) {
    ArrayDeque<T> items = levels.get(level);
    if (items == null) {
      return null;
    }
    T item = first ? items.pollFirst() : items.pollLast();
    if (items.isEmpty()) {
      levels.remove(level);
    }
    size--;
    return item;
  }
}
