package io.sensorium.worker.rollout.compare;

import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a predictor copies of moments and compares what it says of them. It never holds the others
 * up: a moment for which there is no room is left out and counted.
 */
public final class ShadowRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowRun.class);

  /** Moments whose payloads are held for it beyond those in the predictor. */
  private static final int WAITING = 64;

  private record Copy(MomentPayloads moment, CompletableFuture<Answered> served) {}

  private final Predictor predictor;
  private final ComparisonWriter writer;
  private final ComparisonSink comparisons;
  private final ComparisonListener listener;
  private final BlockingQueue<Copy> waiting = new ArrayBlockingQueue<>(WAITING);
  private final ExecutorService comparing = Executors.newSingleThreadExecutor(ShadowRun::thread);
  private final Thread submitting = thread(this::run);
  private volatile boolean closed;

  private ShadowRun(
      Predictor predictor,
      ComparisonWriter writer,
      ComparisonSink comparisons,
      ComparisonListener listener) {
    this.predictor = predictor;
    this.writer = writer;
    this.comparisons = comparisons;
    this.listener = listener;
  }

  /**
   * Begins.
   *
   * @param predictor is not closed here
   */
  public static ShadowRun start(
      Predictor predictor,
      ComparisonWriter writer,
      ComparisonSink comparisons,
      ComparisonListener listener) {
    ShadowRun run = new ShadowRun(predictor, writer, comparisons, listener);
    run.submitting.start();
    return run;
  }

  /** Takes a copy of a moment, if there is room. Returns at once. */
  public void offer(MomentPayloads moment, CompletableFuture<Answered> served) {
    if (closed || !waiting.offer(new Copy(moment, served))) {
      listener.notCompared();
    }
  }

  /** Takes no more, and leaves out what it has not begun with. */
  @Override
  public void close() {
    closed = true;
    submitting.interrupt();
    boolean interrupted = false;
    while (submitting.isAlive()) {
      try {
        submitting.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    List<Copy> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(copy -> listener.notCompared());
    comparing.shutdown();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        submit(waiting.take());
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException refused) {
        listener.notCompared();
        LOG.warn("A moment could not be given to the version that runs beside", refused);
      }
    }
  }

  private void submit(Copy copy) throws InterruptedException {
    CompletableFuture<Outcome> shadow;
    try {
      shadow = predictor.submit(copy.moment());
    } catch (InterruptedException stopped) {
      listener.notCompared();
      throw stopped;
    }
    var unused =
        shadow
            .thenAcceptBoth(copy.served(), (outcome, served) -> later(copy, served, outcome))
            .exceptionally(
                bug -> {
                  listener.notCompared();
                  return null;
                });
  }

  /** On a thread of its own, since this one is a graph's. */
  private void later(Copy copy, Answered served, Outcome shadow) {
    comparing.execute(
        () -> {
          comparisons.offer(writer.compare(copy.moment().moment(), served, shadow));
          listener.compared();
        });
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "shadow");
    thread.setDaemon(true);
    return thread;
  }
}
