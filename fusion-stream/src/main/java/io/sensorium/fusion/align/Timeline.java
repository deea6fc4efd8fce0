package io.sensorium.fusion.align;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Buffered events in order of a key, ties by time, sensor and id. An array with room at both ends:
 * events come nearly in order and leave nearly in order, so that both are cheap whatever it holds.
 */
final class Timeline<R> {
  private static final int FIRST_CAPACITY = 16;

  private final ToLongFunction<Held<R>> key;
  private final Comparator<Held<R>> order;
  private @Nullable Held<R>[] items;
  private int head;
  private int size;

  private Timeline(ToLongFunction<Held<R>> key) {
    this.key = key;
    this.order = Comparator.comparingLong(key).thenComparing(Held.ORDER);
    this.items = newArray(FIRST_CAPACITY);
    this.head = FIRST_CAPACITY / 2;
  }

  static <R> Timeline<R> byTime() {
    return new Timeline<>(held -> held.t);
  }

  static <R> Timeline<R> byLastUse() {
    return new Timeline<>(held -> held.lastUse);
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Held<R> get(int index) {
    Held<R> held = items[head + index];
    if (held == null || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return held;
  }

  /** Index of the first event whose key is at least {@code least}; the size where there is none. */
  int from(long least) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key.applyAsLong(get(middle)) < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void add(Held<R> held) {
    int index = size == 0 || order.compare(get(size - 1), held) < 0 ? size : indexOf(held);
    if (index > size / 2) {
      if (head + size == items.length) {
        makeRoom();
      }
      System.arraycopy(items, head + index, items, head + index + 1, size - index);
    } else {
      if (head == 0) {
        makeRoom();
      }
      System.arraycopy(items, head, items, head - 1, index);
      head--;
    }
    items[head + index] = held;
    size++;
  }

  /** Takes the event out where it is in. */
  void remove(Held<R> held) {
    int index = size > 0 && get(0) == held ? 0 : indexOf(held);
    if (index < size && get(index) == held) {
      removeAt(index);
    }
  }

  void removeAt(int index) {
    if (index < size / 2 || index == 0) {
      System.arraycopy(items, head, items, head + 1, index);
      items[head++] = null;
    } else {
      System.arraycopy(items, head + index + 1, items, head + index, size - index - 1);
      items[head + size - 1] = null;
    }
    size--;
  }

  private int indexOf(Held<R> held) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(get(middle), held) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Centres what there is, in an array of twice the size where more than half is in use. */
  private void makeRoom() {
    int capacity = size > items.length / 2 ? items.length * 2 : items.length;
    @Nullable Held<R>[] roomier = newArray(capacity);
    int start = (capacity - size) / 2;
    System.arraycopy(items, head, roomier, start, size);
    Arrays.fill(items, null);
    items = roomier;
    head = start;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <R> @Nullable Held<R>[] newArray(int capacity) {
    return new Held[capacity];
  }
}
