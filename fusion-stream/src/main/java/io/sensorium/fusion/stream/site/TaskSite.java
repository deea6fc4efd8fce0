package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.stream.source.ArrivedEvent;

/** A site of a task that is in memory. */
final class TaskSite {
  final String name;
  final SiteEvents events;
  final SiteAligner<ArrivedEvent> aligner;
  final Handled handled;

  /** How often it has been saved. */
  long version;

  /** The earliest instant at which it is to be looked at, as the agenda has it. */
  long dueUs = Long.MAX_VALUE;

  long lastArrivalMs = Long.MIN_VALUE;

  /** Whether the store does not have it as it is. */
  boolean dirty;

  // As the task has counted them.
  int countedOpen;
  int countedUndecided;

  TaskSite(
      String name,
      SiteEvents events,
      SiteAligner<ArrivedEvent> aligner,
      Handled handled,
      long version) {
    this.name = name;
    this.events = events;
    this.aligner = aligner;
    this.handled = handled;
    this.version = version;
  }

  /** Whether nothing can happen at it before its next event. */
  boolean atRest() {
    return events.waiting() == 0
        && aligner.openMoments() == 0
        && aligner.nextInstantUs() == Long.MAX_VALUE;
  }
}
