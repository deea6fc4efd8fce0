package io.sensorium.ingest.simulator;

import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.ingest.playback.PlaybackClock;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.ingest.publish.SensorEvent;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.simulator.RenderAhead.Rendering;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a simulation to the publisher on a thread of its own, from now on, until it is closed.
 * Rendering runs ahead on other threads, so that what costs much does not hold up what is due.
 */
public final class Simulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
  private static final int AHEAD_PER_SITE = 8;
  private static final int MOST_AHEAD = 512;
  private static final long LAG_US = 1_000_000;

  private final Simulation simulation;
  private final Publisher publisher;
  private final PlaybackClock clock;
  private final long startUs;
  private final Thread player;
  private volatile SimulatorProgress progress;
  private boolean lagging;

  private Simulator(Simulation simulation, Publisher publisher, PlaybackClock clock, int threads) {
    this.simulation = simulation;
    this.publisher = publisher;
    this.clock = clock;
    this.startUs = clock.nowUs();
    this.progress = new SimulatorProgress(0, Durations.ofMicros(0), Durations.ofMicros(0));
    this.player = new Thread(() -> play(threads), "simulator");
    player.setDaemon(true);
  }

  /**
   * Starts playing.
   *
   * @param threads that render
   */
  public static Simulator start(
      Simulation simulation, Publisher publisher, PlaybackClock clock, int threads) {
    Simulator simulator = new Simulator(simulation, publisher, clock, threads);
    simulator.player.start();
    return simulator;
  }

  public SimulatorProgress progress() {
    return progress;
  }

  /** What is added to the simulation's times, in microseconds: the instant at which it began. */
  public long startUs() {
    return startUs;
  }

  /** Stops after the event that is being handed over. */
  @Override
  public void close() {
    player.interrupt();
    try {
      player.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(int threads) {
    SimulatorConfig config = simulation.config();
    int ahead = Math.min(MOST_AHEAD, AHEAD_PER_SITE * config.sites() + threads);
    try (RenderAhead events = new RenderAhead(simulation, threads, ahead)) {
      while (!Thread.currentThread().isInterrupted()) {
        Rendering next = events.next();
        long dueUs = startUs + (long) (next.event().arrivalUs() / config.speed());
        clock.awaitUs(dueUs);
        var unused = publisher.publish(sensorEvent(next.event(), next.payload().get()));
        progressed(next.event(), dueUs);
      }
    } catch (InterruptedException e) {
      // closed
    } catch (java.util.concurrent.ExecutionException | RuntimeException e) {
      LOG.error("the simulator has failed and sends no more events", e);
    }
  }

  private void progressed(SimulatedEvent event, long dueUs) {
    long behindUs = Math.max(0, clock.nowUs() - dueUs);
    progress =
        new SimulatorProgress(
            progress.events() + 1,
            Durations.ofMicros(event.arrivalUs()),
            Durations.ofMicros(behindUs));
    if (behindUs > LAG_US != lagging) {
      lagging = !lagging;
      if (lagging) {
        LOG.warn(
            "the simulator is more than 1 s behind: {} sites at {} frames/s are more than this"
                + " machine renders and sends; lower sites, frames-per-second or speed",
            simulation.config().sites(),
            simulation.config().framesPerSecond());
      }
    }
  }

  private SensorEvent sensorEvent(SimulatedEvent event, ByteBuffer payload) {
    Instant time = Instant.EPOCH.plus(Durations.ofMicros(startUs + event.timeUs()));
    // Events of another run at the same place are other events.
    String id = Long.toString(startUs, Character.MAX_RADIX) + "-" + event.id();
    if (event.content() instanceof Content.Words words) {
      TextKind kind = words.spoken() ? TextKind.UTTERANCE : TextKind.MESSAGE;
      return SensorEvent.of(
          new TextEvent(event.site(), event.sensor(), id, time, kind, "en", words.text()), null);
    }
    if (event.content() instanceof Content.Sound) {
      return SensorEvent.of(
          new AudioChunk(
              event.site(),
              event.sensor(),
              id,
              time,
              event.durationUs(),
              SampleEncoding.S16LE,
              ScenarioScenes.SAMPLE_RATE,
              1,
              payload),
          null);
    }
    return SensorEvent.of(
        new CameraFrame(event.site(), event.sensor(), id, time, ImageEncoding.JPEG, payload), null);
  }
}
