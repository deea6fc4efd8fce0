package io.sensorium.ingest.simulator;

import io.sensorium.event.Modality;
import java.util.function.Consumer;

/** The events of one sensor in the order in which they happen. For one thread. */
abstract class SensorStream {
  private final String site;
  private final Modality modality;
  private final String sensor;
  private final Link link;
  private long sent;

  SensorStream(String site, Modality modality, String sensor, Link link) {
    this.site = site;
    this.modality = modality;
    this.sensor = sensor;
    this.link = link;
  }

  /** No event from here on arrives before this. */
  abstract long frontierUs();

  /** Moves the frontier on by a step, and tells what was sent in it. */
  abstract void advance(Consumer<SimulatedEvent> deliveries);

  /**
   * Sends an event over the sensor's link.
   *
   * @param timeUs true time at which it happened
   * @param readyUs when the device has it
   */
  final void send(
      long timeUs,
      long readyUs,
      long durationUs,
      Content content,
      Consumer<SimulatedEvent> deliveries) {
    String id = Long.toString(sent++);
    for (long arrivalUs : link.send(readyUs)) {
      deliveries.accept(
          new SimulatedEvent(
              arrivalUs,
              timeUs + link.clockOffsetUs(),
              site,
              modality,
              sensor,
              id,
              durationUs,
              content));
    }
  }
}
