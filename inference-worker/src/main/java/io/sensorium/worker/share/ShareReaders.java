package io.sensorium.worker.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readers of a worker, each on a thread of its own, until closed or unable to go on. */
public final class ShareReaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareReaders.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private record Running(ShareReader reader, Thread thread, CompletableFuture<Void> ended) {}

  private final List<Running> running = new ArrayList<>();
  private final SharePublisher publisher;
  private final Duration drain;
  private volatile boolean closing;

  private ShareReaders(SharePublisher publisher, Duration drain) {
    this.publisher = publisher;
    this.drain = drain;
  }

  /**
   * Joins the group with all readers.
   *
   * @param ways makes each reader's own way
   * @param maxTries as {@link ShareGroup#prepare} says
   * @param drain how long closing waits for what is in flight
   */
  public static ShareReaders start(
      ShareClients clients,
      String topic,
      int readers,
      int maxTries,
      Supplier<MomentWay> ways,
      ShareEvents events,
      Room room,
      Duration drain) {
    ShareReaders all = new ShareReaders(new SharePublisher(clients.producer()), drain);
    try {
      for (int i = 0; i < readers; i++) {
        ShareConsumer<byte[], byte[]> consumer = clients.consumer();
        consumer.subscribe(List.of(topic));
        all.add(
            new ShareReader(
                new AcquiredMoments(consumer, System::nanoTime),
                ways.get(),
                all.publisher,
                events,
                room,
                maxTries,
                System::nanoTime));
      }
    } catch (RuntimeException e) {
      all.running.forEach(one -> one.reader().close());
      all.publisher.close();
      throw e;
    }
    all.running.forEach(one -> one.thread().start());
    return all;
  }

  /** Completes when every reader has ended, exceptionally once one of them could not go on. */
  public CompletableFuture<Void> terminated() {
    CompletableFuture<Void> terminated = new CompletableFuture<>();
    for (Running one : running) {
      var unused =
          one.ended()
              .whenComplete(
                  (done, failure) -> {
                    if (failure != null) {
                      terminated.completeExceptionally(failure);
                    }
                  });
    }
    var unused =
        CompletableFuture.allOf(
                running.stream().map(Running::ended).toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> terminated.complete(null));
    return terminated;
  }

  /** Finishes and acknowledges what is in flight, gives the rest back and leaves the group. */
  @Override
  public void close() {
    closing = true;
    running.forEach(one -> one.reader().wake());
    for (Running one : running) {
      try {
        one.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    publisher.close();
  }

  private void add(ShareReader reader) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(reader, ended), "share-reader-" + running.size());
    running.add(new Running(reader, thread, ended));
  }

  private void run(ShareReader reader, CompletableFuture<Void> ended) {
    try (reader) {
      while (!closing) {
        turn(reader::turn);
      }
      long deadline = System.nanoTime() + drain.toNanos();
      while (reader.inFlight() > 0 && deadline - System.nanoTime() > 0) {
        turn(reader::drainTurn);
      }
      if (reader.inFlight() > 0) {
        LOG.warn(
            "{} moments were still in flight after {} and are given back",
            reader.inFlight(),
            drain);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("The worker cannot go on", e);
      ended.completeExceptionally(e);
    }
    ended.complete(null);
  }

  private static void turn(Runnable turn) {
    try {
      turn.run();
    } catch (AuthorizationException
        | AuthenticationException
        | UnsupportedVersionException
        | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("Kafka is in trouble, and the worker tries again: {}", e.toString());
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
