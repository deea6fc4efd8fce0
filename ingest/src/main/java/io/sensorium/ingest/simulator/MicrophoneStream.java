package io.sensorium.ingest.simulator;

import io.sensorium.event.Modality;
import io.sensorium.ingest.scene.ScenarioScenes;
import java.util.function.Consumer;

/** A microphone whose chunks follow each other without a gap. */
final class MicrophoneStream extends SensorStream {
  private final long chunkUs;
  private final int samples;
  private long startUs;

  MicrophoneStream(String site, String sensor, Link link, long phaseUs, long chunkUs) {
    super(site, Modality.AUDIO, sensor, link);
    this.startUs = phaseUs;
    this.chunkUs = chunkUs;
    this.samples = (int) (chunkUs * ScenarioScenes.SAMPLE_RATE / 1_000_000);
  }

  @Override
  long frontierUs() {
    return startUs + chunkUs;
  }

  @Override
  void advance(Consumer<SimulatedEvent> deliveries) {
    long timeUs = startUs;
    startUs += chunkUs;
    send(timeUs, startUs, chunkUs, new Content.Sound(timeUs, samples), deliveries);
  }
}
