package io.sensorium.ingest.replay;

import io.sensorium.config.Durations;
import io.sensorium.ingest.playback.PlaybackClock;
import io.sensorium.ingest.publish.Publisher;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replay on a thread of its own. */
public final class ReplayTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayTask.class);

  private final CompletableFuture<ReplayProgress> done = new CompletableFuture<>();
  private final Thread player;
  private volatile ReplayProgress progress =
      new ReplayProgress(0, Durations.ofMicros(0), Durations.ofMicros(0));

  private ReplayTask(ReplayConfig config, Publisher publisher, PlaybackClock clock) {
    player = new Thread(() -> play(config, publisher, clock), "replay");
    player.setDaemon(true);
  }

  /** Starts feeding; what ends it before the last row is logged, and fails {@link #done}. */
  public static ReplayTask start(ReplayConfig config, Publisher publisher, PlaybackClock clock) {
    ReplayTask task = new ReplayTask(config, publisher, clock);
    task.player.start();
    return task;
  }

  public ReplayProgress progress() {
    return progress;
  }

  /** Completes when everything is acknowledged; is cancelled if the task is closed before. */
  public CompletionStage<ReplayProgress> done() {
    return done.copy();
  }

  /** Stops after the row that is being handed over. */
  @Override
  public void close() {
    player.interrupt();
    try {
      player.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(ReplayConfig config, Publisher publisher, PlaybackClock clock) {
    try {
      done.complete(
          new Replay(clock).feed(config.options(), config.folder(), publisher, p -> progress = p));
      LOG.info("{} has been fed: {} events", config.recording(), progress.events());
    } catch (InterruptedException e) {
      done.completeExceptionally(new CancellationException("closed"));
    } catch (RuntimeException e) {
      LOG.error("the replay has ended: {}", e.getMessage());
      done.completeExceptionally(e);
    }
  }
}
