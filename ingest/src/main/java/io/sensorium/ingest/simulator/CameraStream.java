package io.sensorium.ingest.simulator;

import io.sensorium.event.Modality;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A camera that exposes at a steady rate, give or take a twentieth of the period. */
final class CameraStream extends SensorStream {
  private static final double TREMBLE = 0.05;

  private final SplittableRandom random;
  private final double periodUs;
  private final double phaseUs;
  private long frame;

  CameraStream(
      String site, String sensor, Link link, SplittableRandom random, double framesPerSecond) {
    super(site, Modality.CAMERA, sensor, link);
    this.random = random;
    this.periodUs = 1e6 / framesPerSecond;
    this.phaseUs = random.nextDouble() * periodUs;
  }

  @Override
  long frontierUs() {
    return (long) (phaseUs + frame * periodUs);
  }

  @Override
  void advance(Consumer<SimulatedEvent> deliveries) {
    long timeUs = frontierUs() + (long) (random.nextDouble() * TREMBLE * periodUs);
    frame++;
    send(timeUs, timeUs, 0, new Content.View(timeUs), deliveries);
  }
}
