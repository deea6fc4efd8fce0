package io.sensorium.ingest.replay;

import io.sensorium.config.Durations;
import io.sensorium.ingest.playback.PlaybackClock;
import io.sensorium.ingest.publish.PublishException;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.recording.RecordedEvent;
import io.sensorium.recording.RecordingException;
import io.sensorium.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Feeds a recording to the source topics in arrival order. */
public final class Replay {
  private static final long CACHE_BYTES = 64L << 20;

  private final PlaybackClock clock;

  public Replay(PlaybackClock clock) {
    this.clock = clock;
  }

  /** As {@link #feed}, by the wall clock. */
  public static ReplayProgress run(
      ReplayOptions options, Path recording, Publisher publisher, Consumer<ReplayProgress> progress)
      throws InterruptedException {
    return new Replay(PlaybackClock.system()).feed(options, recording, publisher, progress);
  }

  /**
   * Feeds the whole recording and returns when Kafka has acknowledged it. Every event is handed
   * over in order; the first that cannot be read or published ends the replay.
   *
   * @param progress told after every event, on the calling thread
   * @return the last progress
   * @throws RecordingException that names the row
   * @throws InterruptedException if interrupted; what was handed over by then is still sent
   */
  public ReplayProgress feed(
      ReplayOptions options, Path recording, Publisher publisher, Consumer<ReplayProgress> progress)
      throws InterruptedException {
    try (RecordingReader rows = RecordingReader.open(recording)) {
      RecordedEvents events =
          new RecordedEvents(recording, new PayloadFiles(recording, CACHE_BYTES), options.limits());
      Run run = new Run(options, publisher, clock.nowUs());
      while (rows.hasNext() && run.failure() == null) {
        progress.accept(run.play(rows.next(), events));
      }
      publisher.flush();
      run.throwFailure(recording);
      return run.progress;
    } catch (IOException e) {
      throw new RecordingException(recording + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** One pass over one recording. */
  private final class Run {
    private final ReplayOptions options;
    private final Publisher publisher;
    private final long startUs;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long firstArrivalUs;
    private ReplayProgress progress =
        new ReplayProgress(0, Durations.ofMicros(0), Durations.ofMicros(0));

    Run(ReplayOptions options, Publisher publisher, long startUs) {
      this.options = options;
      this.publisher = publisher;
      this.startUs = startUs;
    }

    @Nullable Failure failure() {
      return failure.get();
    }

    ReplayProgress play(RecordedEvent row, RecordedEvents events) throws InterruptedException {
      if (progress.events() == 0) {
        firstArrivalUs = row.arrivalUs();
      }
      long recordedUs = row.arrivalUs() - firstArrivalUs;
      var event = events.read(row, options.keepTimes() ? 0 : startUs - firstArrivalUs);
      long dueUs = startUs + (long) (recordedUs / options.speed());
      boolean paced = Double.isFinite(options.speed());
      if (paced) {
        clock.awaitUs(dueUs);
      }
      var unused =
          publisher
              .publish(event)
              .whenComplete(
                  (published, e) -> {
                    if (e != null) {
                      failure.compareAndSet(null, new Failure(row.row(), e));
                    }
                  });
      progress =
          new ReplayProgress(
              progress.events() + 1,
              Durations.ofMicros(recordedUs),
              Durations.ofMicros(paced ? Math.max(0, clock.nowUs() - dueUs) : 0));
      return progress;
    }

    void throwFailure(Path recording) {
      Failure first = failure.get();
      if (first != null) {
        throw new RecordingException(
            recording + ": row " + first.row() + ": " + first.cause().getMessage(),
            first.cause() instanceof PublishException e ? e : first.cause());
      }
    }
  }

  private record Failure(long row, Throwable cause) {}
}
