package io.sensorium.ingest.simulator;

import io.sensorium.config.Durations;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The events of simulated sites: a function of the configuration alone. Immutable; each iterator is
 * for one thread, rendering is for any number.
 */
public final class Simulation {
  private final SimulatorConfig config;
  private final ScenarioScenes scenes;

  public Simulation(SimulatorConfig config) {
    this.config = config;
    this.scenes = Scenarios.of(config.scenario());
  }

  public SimulatorConfig config() {
    return config;
  }

  /** All deliveries of all sites in arrival order, without end. */
  public Iterator<SimulatedEvent> events() {
    List<SensorStream> streams = new ArrayList<>();
    for (int site = 1; site <= config.sites(); site++) {
      addSensors(streams, scenes.sensors(), site);
    }
    return new Merge(streams);
  }

  /**
   * The payload of an event: a JPEG, samples in 16 bits little endian, or nothing for text. Takes
   * milliseconds.
   */
  public ByteBuffer render(SimulatedEvent event) {
    byte[] bytes = new byte[0];
    if (event.content() instanceof Content.View view) {
      bytes = scenes.at(config.seed(), event.site(), view.timeUs()).jpeg(view.timeUs());
    } else if (event.content() instanceof Content.Sound sound) {
      bytes = scenes.sound(config.seed(), event.site(), sound.startUs(), sound.samples());
    }
    return ByteBuffer.wrap(bytes);
  }

  private void addSensors(List<SensorStream> streams, SensorNames names, int number) {
    String site = names.site() + "-" + number;
    // Every site and sensor has its own source, so that more sites change nothing for the others.
    SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + number);
    long chunkUs = Durations.micros(config.chunk());
    streams.add(
        new CameraStream(
            site, names.camera(), link(random, 15, 10), random.split(), config.framesPerSecond()));
    long phaseUs = random.nextLong(chunkUs / 1_000) * 1_000;
    streams.add(
        new MicrophoneStream(site, names.microphone(), link(random, 10, 8), phaseUs, chunkUs));
    streams.add(words(site, names.voice(), link(random, 60, 20), true));
    streams.add(words(site, names.chat(), link(random, 25, 15), false));
  }

  private SensorStream words(String site, String sensor, Link link, boolean spoken) {
    return new WordsStream(
        site,
        sensor,
        link,
        (fromUs, untilUs) -> scenes.words(config.seed(), site, fromUs, untilUs),
        spoken);
  }

  private Link link(SplittableRandom random, long baseMs, long jitterMs) {
    return new Link(random.split(), config.faults(), baseMs * 1_000, jitterMs * 1_000);
  }

  /** Brings the sensors' deliveries into arrival order. */
  private static final class Merge implements Iterator<SimulatedEvent> {
    private final PriorityQueue<SensorStream> streams =
        new PriorityQueue<>(Comparator.comparingLong(SensorStream::frontierUs));
    private final PriorityQueue<SimulatedEvent> pending =
        new PriorityQueue<>(
            Comparator.comparingLong(SimulatedEvent::arrivalUs)
                .thenComparing(SimulatedEvent::modality)
                .thenComparing(SimulatedEvent::site)
                .thenComparing(SimulatedEvent::sensor)
                .thenComparingLong(SimulatedEvent::timeUs));

    Merge(List<SensorStream> sensors) {
      streams.addAll(sensors);
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public SimulatedEvent next() {
      while (true) {
        SensorStream behind = streams.element();
        SimulatedEvent first = pending.peek();
        if (first != null && first.arrivalUs() < behind.frontierUs()) {
          return pending.remove();
        }
        streams.remove();
        behind.advance(pending::add);
        streams.add(behind);
      }
    }
  }
}
