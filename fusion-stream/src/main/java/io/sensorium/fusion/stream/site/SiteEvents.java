package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one site that must survive a restart, and what has changed since they were saved.
 */
final class SiteEvents {
  private List<ArrivedEvent> touched = new ArrayList<>();
  private int waiting;
  private int undecided;

  /** How many wait to be handed to the aligner. */
  int waiting() {
    return waiting;
  }

  /** How many are in no moment. */
  int undecided() {
    return undecided;
  }

  /** A new event is kept. */
  void add(ArrivedEvent event) {
    recall(event);
    touch(event);
  }

  /** An event is kept as the store has it. */
  void recall(ArrivedEvent event) {
    count(event.standing, 1);
  }

  /** The standing of a kept event has changed. */
  void become(ArrivedEvent event, Standing standing) {
    if (event.standing != standing) {
      count(event.standing, -1);
      count(standing, 1);
      event.standing = standing;
      touch(event);
    }
  }

  /** The store does not have the event as it is. */
  void touch(ArrivedEvent event) {
    if (!event.touched) {
      event.touched = true;
      touched.add(event);
    }
  }

  /** Takes out what has changed since the last time. */
  List<ArrivedEvent> takeTouched() {
    List<ArrivedEvent> taken = touched;
    touched = new ArrayList<>();
    taken.forEach(event -> event.touched = false);
    return taken;
  }

  private void count(Standing standing, int more) {
    waiting += standing == Standing.WAITING ? more : 0;
    undecided += standing == Standing.MATCHED || standing == Standing.GONE ? 0 : more;
  }
}
