package io.sensorium.worker.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that a {@link MomentDelivery} runs on, until it is closed or cannot go on. */
final class DeliveryThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final MomentDelivery delivery;
  private final MomentSource source;
  private final TransactionalPublisher publisher;
  private final Duration drain;
  private final LongSupplier nanoTime;
  private final Thread thread;
  private final CompletableFuture<Void> terminated = new CompletableFuture<>();
  private volatile boolean closing;

  DeliveryThread(
      MomentDelivery delivery,
      MomentSource source,
      TransactionalPublisher publisher,
      Duration drain,
      LongSupplier nanoTime) {
    this.delivery = delivery;
    this.source = source;
    this.publisher = publisher;
    this.drain = drain;
    this.nanoTime = nanoTime;
    this.thread = new Thread(this::run, "moment-delivery");
  }

  void start() {
    thread.start();
  }

  /** Completes when the thread has ended, exceptionally where it could not go on. */
  CompletableFuture<Void> terminated() {
    return terminated;
  }

  /** Drains, leaves the group and waits for the thread. */
  @Override
  public void close() {
    closing = true;
    source.wake();
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (publisher;
        source) {
      while (!closing) {
        turn();
      }
      drain();
    } catch (RuntimeException | Error e) {
      LOG.error("The worker cannot go on", e);
      terminated.completeExceptionally(e);
    }
    terminated.complete(null);
  }

  private void drain() {
    delivery.stopTaking();
    long deadline = nanoTime.getAsLong() + drain.toNanos();
    while (delivery.inFlight() > 0 && deadline - nanoTime.getAsLong() > 0) {
      turn();
    }
    if (delivery.inFlight() > 0) {
      LOG.warn(
          "{} moments were still in flight after {} and are left to the next worker",
          delivery.inFlight(),
          drain);
    }
    delivery.abandon();
  }

  private void turn() {
    try {
      delivery.turn();
    } catch (AuthorizationException
        | AuthenticationException
        | FencedInstanceIdException
        | UnsupportedVersionException
        | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("Kafka is in trouble, and the worker tries again: {}", e.toString());
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
