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
  private int undecided;

  KeptEvents(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** How many events are kept that no moment has. */
  int undecided() {
    return undecided;
  }

  /** A new event is kept. */
  void add(ArrivedEvent event) {
    undecided++;
    touch(event);
  }

  /** The standing of a kept event has changed. */
  void become(ArrivedEvent event, Standing standing) {
    if (event.standing == standing) {
      return;
    }
    undecided += (isUndecided(standing) ? 1 : 0) - (isUndecided(event.standing) ? 1 : 0);
    event.standing = standing;
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
    undecided = (int) events.stream().filter(e -> isUndecided(e.standing)).count();
    return events;
  }

  private static boolean isUndecided(Standing standing) {
    return standing != Standing.MATCHED && standing != Standing.GONE;
  }

  private void touch(ArrivedEvent event) {
    if (!event.touched) {
      event.touched = true;
      touched.add(event);
    }
  }
}
