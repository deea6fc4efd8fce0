package io.sensorium.worker.graph;

import io.sensorium.event.EventReference;

/** One event's bytes: the place of its record, and its checksum in case the topic was made anew. */
record EventKey(String topic, int partition, long offset, int checksum) {
  static EventKey of(EventReference reference) {
    return new EventKey(
        reference.getTopic(),
        reference.getPartition(),
        reference.getOffset(),
        reference.getChecksum());
  }
}
