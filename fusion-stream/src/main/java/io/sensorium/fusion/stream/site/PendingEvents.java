package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one task that wait until nothing can come before them. They leave in arrival order:
 * ties camera, audio, text, then offset; the order in which a recording has them.
 */
final class PendingEvents {
  private final Map<Modality, Deque<ArrivedEvent>> queues = new EnumMap<>(Modality.class);
  private int size;

  PendingEvents() {
    for (Modality modality : Modality.values()) {
      queues.put(modality, new ArrayDeque<>());
    }
  }

  int size() {
    return size;
  }

  /**
   * Events of one modality come in order of offset, but for some that are read again after a
   * restart while those of other sites, as they were saved later, wait already.
   */
  void add(ArrivedEvent event) {
    Deque<ArrivedEvent> queue =
        queues.computeIfAbsent(event.place.modality(), m -> new ArrayDeque<>());
    if (queue.isEmpty() || queue.getLast().place.offset() < event.place.offset()) {
      queue.add(event);
    } else {
      insert(event, queue);
    }
    size++;
  }

  private static void insert(ArrivedEvent event, Deque<ArrivedEvent> queue) {
    Deque<ArrivedEvent> behind = new ArrayDeque<>();
    while (!queue.isEmpty() && queue.getLast().place.offset() > event.place.offset()) {
      behind.push(queue.removeLast());
    }
    queue.add(event);
    queue.addAll(behind);
  }

  /** Takes out the first event, if it arrived no later than {@code latestMs}. */
  @Nullable ArrivedEvent take(long latestMs) {
    if (size == 0) {
      return null;
    }
    Deque<ArrivedEvent> first = null;
    long earliest = Long.MAX_VALUE;
    for (Deque<ArrivedEvent> queue : queues.values()) {
      ArrivedEvent head = queue.peek();
      if (head != null && head.place.arrivalMs() < earliest) {
        first = queue;
        earliest = head.place.arrivalMs();
      }
    }
    if (first == null || earliest > latestMs) {
      return null;
    }
    size--;
    return first.remove();
  }
}
