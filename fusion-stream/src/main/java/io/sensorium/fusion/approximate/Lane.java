package io.sensorium.fusion.approximate;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of one input in order of time, in a ring. The first of them are passed: the search has
 * looked at them and gone on. While there is a candidate, the very first is its member.
 */
final class Lane<E> {
  private @Nullable Object[] events = new Object[8];
  private long[] times = new long[8];
  private int head;
  private int size;
  private int passed;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int passed() {
    return passed;
  }

  /** Whether all its events are passed. */
  boolean isExhausted() {
    return passed == size;
  }

  void add(E event, long time) {
    if (size == events.length) {
      grow();
    }
    int at = at(size++);
    events[at] = event;
    times[at] = time;
  }

  @SuppressWarnings("unchecked") // add is the only way in
  E get(int index) {
    Object event = events[at(index)];
    if (event == null || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return (E) event;
  }

  long time(int index) {
    return times[at(index)];
  }

  /** The first {@code count} events are passed, no others. */
  void pass(int count) {
    passed = Math.min(count, size);
  }

  E removeFirst() {
    E first = get(0);
    events[head] = null;
    head = at(1);
    size--;
    passed = Math.max(0, passed - 1);
    return first;
  }

  /** Takes out what the test holds for. */
  void removeIf(Predicate<? super E> test) {
    int left = 0;
    for (int i = 0; i < size; i++) {
      E event = get(i);
      if (!test.test(event)) {
        events[at(left)] = event;
        times[at(left++)] = times[at(i)];
      }
    }
    for (int i = left; i < size; i++) {
      events[at(i)] = null;
    }
    size = left;
    passed = Math.min(passed, size);
  }

  private int at(int index) {
    return (head + index) & (events.length - 1);
  }

  private void grow() {
    @Nullable Object[] roomier = new Object[events.length * 2];
    long[] roomierTimes = new long[roomier.length];
    for (int i = 0; i < size; i++) {
      roomier[i] = events[at(i)];
      roomierTimes[i] = times[at(i)];
    }
    events = roomier;
    times = roomierTimes;
    head = 0;
  }
}
