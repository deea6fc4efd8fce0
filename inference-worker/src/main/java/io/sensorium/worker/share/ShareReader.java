package io.sensorium.worker.share;

import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.answer.Answer;
import io.sensorium.worker.payload.RegistryRetry;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer of the worker. What it acquires is answered side by side, and each moment is
 * acknowledged as soon as its answer is on the broker: accepted where that is a prediction,
 * rejected where it is a dead letter. A moment that this worker cannot answer is released. While
 * answers take long, or the registry is away, the locks are renewed rather than given back, because
 * each delivery counts. More is acquired only when nothing is held: the client demands it. Owned by
 * one thread; answers come in through a queue.
 */
final class ShareReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareReader.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final AcquiredMoments acquired;
  private final MomentWay way;
  private final AnswerSender sender;
  private final ShareEvents events;
  private final Room room;
  private final int maxTries;
  private final LongSupplier nanoTime;
  private final LinkedBlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
  private Duration registryPause = Duration.ZERO;
  private long pausedUntilNanos;

  /**
   * @param room shared with the worker's other readers
   * @param maxTries from that delivery on, a failure of the model is final
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  ShareReader(
      AcquiredMoments acquired,
      MomentWay way,
      AnswerSender sender,
      ShareEvents events,
      Room room,
      int maxTries,
      LongSupplier nanoTime) {
    this.acquired = acquired;
    this.way = way;
    this.sender = sender;
    this.events = events;
    this.room = room;
    this.maxTries = maxTries;
    this.nanoTime = nanoTime;
    this.pausedUntilNanos = nanoTime.getAsLong();
  }

  /**
   * Does what there is to do, and waits a little where there is nothing.
   *
   * @throws KafkaException where it cannot go on
   */
  void turn() {
    if (acquired.isEmpty()) {
      await(pauseLeft());
      acquired.acquire(IDLE);
      beginWaiting();
    } else {
      work();
    }
  }

  /** As {@link #turn()}, but acquires nothing: for the end. */
  void drainTurn() {
    acquired.waiting().forEach(held -> settle(held, AcknowledgeType.RELEASE));
    work();
  }

  /** Moments acquired and not yet acknowledged. */
  int inFlight() {
    return acquired.size();
  }

  /** Ends a wait, from any thread. */
  void wake() {
    arrived.add(() -> {});
    acquired.wake();
  }

  /** Gives back what is left, and leaves the group. */
  @Override
  public void close() {
    for (Held held : acquired.all()) {
      held.drop();
      settle(held, AcknowledgeType.RELEASE);
    }
    acquired.close();
  }

  private void work() {
    beginWaiting();
    long limit = Math.min(acquired.untilRenewal().toNanos(), IDLE.toNanos());
    Duration pause = pauseLeft();
    if (!pause.isZero() && !acquired.waiting().isEmpty()) {
      limit = Math.min(limit, pause.toNanos());
    }
    await(Duration.ofNanos(limit));
    acquired.flush();
    if (acquired.untilRenewal().isZero()) {
      acquired.renew();
    }
  }

  /** Runs what has arrived; where that is nothing, waits for it. */
  private void await(Duration limit) {
    try {
      Runnable next = arrived.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
      for (; next != null; next = arrived.poll()) {
        next.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pauseLeft() {
    return Duration.ofNanos(Math.max(0, pausedUntilNanos - nanoTime.getAsLong()));
  }

  private void pause(Duration length) {
    pausedUntilNanos = nanoTime.getAsLong() + length.toNanos();
  }

  /** Begins, in order, what there is room for. */
  private void beginWaiting() {
    if (!pauseLeft().isZero()) {
      return;
    }
    for (Held held : acquired.waiting()) {
      // One alone may be of any size, or a single large moment would wait for ever.
      if (!room.open() && acquired.begun() > 0) {
        return;
      }
      try {
        begin(held);
        registryPause = Duration.ZERO;
      } catch (RegistryUnavailableException e) {
        if (registryPause.isZero()) {
          LOG.warn("The schema registry cannot be reached; moments wait: {}", e.getMessage());
        }
        registryPause = RegistryRetry.next(registryPause);
        pause(registryPause);
        return;
      }
    }
  }

  private void begin(Held held) {
    Taken taken = way.take(held.record(), held.deliveries());
    held.begin(taken);
    room.enter(taken.bytes());
    events.taken();
    var unused =
        taken
            .answer()
            .whenComplete((answer, failure) -> arrived.add(() -> answered(held, answer, failure)));
  }

  private void answered(Held held, @Nullable Answer answer, @Nullable Throwable failure) {
    if (held.gone()) {
      room.leave(held.bytes());
      return;
    }
    if (answer == null) {
      LOG.warn(
          "{} was not answered and is delivered again: {}", place(held), String.valueOf(failure));
      giveBack(held);
    } else if (answer.mayPass() && held.deliveries() < maxTries) {
      LOG.warn(
          "{} failed at delivery {} of {} and is delivered again",
          place(held),
          held.deliveries(),
          maxTries);
      giveBack(held);
    } else {
      held.answer(answer);
      ProducerRecord<byte[], byte[]> record = answer.record();
      if (record == null) { // left out by choice
        sent(held, null);
      } else {
        sender.send(record, sent -> arrived.add(() -> sent(held, sent)));
      }
    }
  }

  private void sent(Held held, @Nullable Exception failure) {
    if (failure instanceof AuthorizationException || failure instanceof AuthenticationException) {
      throw (KafkaException) failure;
    }
    if (failure != null) {
      LOG.warn(
          "An answer could not be published; its moment is delivered again: {}",
          failure.toString());
      pause(PAUSE);
      if (!held.gone()) {
        giveBack(held);
        return;
      }
    } else {
      events.answered(held.answer());
    }
    room.leave(held.bytes());
    if (!held.gone()) {
      Answer answer = held.answer();
      boolean done = answer.predicted() || answer.record() == null;
      settle(held, done ? AcknowledgeType.ACCEPT : AcknowledgeType.REJECT);
    }
  }

  private void giveBack(Held held) {
    room.leave(held.bytes());
    settle(held, AcknowledgeType.RELEASE);
  }

  private void settle(Held held, AcknowledgeType type) {
    if (type == AcknowledgeType.RELEASE) {
      events.released();
    }
    acquired.settle(held, type);
  }

  private static String place(Held held) {
    ConsumerRecord<byte[], byte[]> record = held.record();
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
