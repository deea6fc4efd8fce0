package io.sensorium.fusion.stream;

import io.sensorium.fusion.stream.ArrivedEvent.Standing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The events of a task that must survive a restart; written to the store once a commit. */
final class KeptEvents {
  private final KeyValueStore<Bytes, byte[]> store;
  private final List<ArrivedEvent> touched = new ArrayList<>();
  private int kept;
  private int unmatched;

  KeptEvents(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** How many events are kept. */
  int size() {
    return kept;
  }

  /** How many of them are in no moment yet. */
  int unmatched() {
    return unmatched;
  }

  /** A new event is kept. */
  void add(ArrivedEvent event) {
    kept++;
    unmatched++;
    touch(event);
  }

  /** The standing of a kept event has changed. */
  void become(ArrivedEvent event, Standing standing) {
    if (event.standing == standing) {
      return;
    }
    unmatched += isUnmatched(standing) - isUnmatched(event.standing);
    event.standing = standing;
    if (standing == Standing.GONE) {
      kept--;
    }
    touch(event);
  }

  /** Writes what has changed since the last time and is still so. */
  void save() {
    for (ArrivedEvent event : touched) {
      event.touched = false;
      if (event.standing != Standing.GONE) {
        store.put(StateCodec.key(event), StateCodec.event(event));
        event.stored = true;
      } else if (event.stored) {
        store.delete(StateCodec.key(event));
        event.stored = false;
      }
    }
    touched.clear();
  }

  /** What the store has, by modality and offset. */
  List<ArrivedEvent> recall() {
    List<ArrivedEvent> events = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> events.add(StateCodec.event(entry.value)));
    }
    kept = events.size();
    unmatched = events.stream().mapToInt(event -> isUnmatched(event.standing)).sum();
    return events;
  }

  private static int isUnmatched(Standing standing) {
    return standing == Standing.MATCHED || standing == Standing.GONE ? 0 : 1;
  }

  private void touch(ArrivedEvent event) {
    if (!event.touched) {
      event.touched = true;
      touched.add(event);
    }
  }
}
