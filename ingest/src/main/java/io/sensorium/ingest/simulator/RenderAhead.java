package io.sensorium.ingest.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Renders the events that come next on several threads while the first are played, a bounded number
 * ahead. For one thread, whose own the pool is.
 */
final class RenderAhead implements AutoCloseable {
  private final Simulation simulation;
  private final Iterator<SimulatedEvent> events;
  private final int ahead;
  private final ExecutorService pool;
  private final Deque<Rendering> window = new ArrayDeque<>();

  /**
   * @param ahead how many events are rendered or being rendered at most
   */
  RenderAhead(Simulation simulation, int threads, int ahead) {
    this.simulation = simulation;
    this.events = simulation.events();
    this.ahead = ahead;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "renderer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The next event in arrival order, with its payload done or on its way. */
  Rendering next() {
    while (window.size() < ahead) {
      SimulatedEvent event = events.next();
      window.add(
          new Rendering(
              event, CompletableFuture.supplyAsync(() -> simulation.render(event), pool)));
    }
    return window.remove();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** An event and its payload to come. */
  record Rendering(SimulatedEvent event, CompletableFuture<ByteBuffer> payload) {}
}
