package io.sensorium.worker.delivery;

import io.sensorium.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From moments to committed answers: read, take, publish. What is published and how far the moments
 * have been read are one transaction, so a reader of committed records sees one answer for each
 * moment, whatever happens in between. While the models work on some moments, payloads of the next
 * are already being resolved. Owned by one thread.
 */
final class MomentDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(MomentDelivery.class);
  private static final Duration IDLE = Duration.ofMillis(250);

  /** A prediction is put off for at most this part of the time that it took. */
  private static final int WAIT_TO_PAUSE = 4;

  private final DeliverySettings settings;
  private final MomentSource source;
  private final Lanes lanes;
  private final MomentReader reader;
  private final MomentProcessor processor;
  private final TransactionalPublisher publisher;
  private final Tally tally;
  private final LongSupplier nanoTime;
  private final Backoff registry = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));
  private final Backoff broker = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));
  private long endedNanos;
  private long pauseNanos;
  private long tookBeforeNanos = Long.MAX_VALUE;
  private boolean rewinding;
  private boolean draining;

  /**
   * @param lanes those that the source reads into
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  MomentDelivery(
      DeliverySettings settings,
      MomentSource source,
      Lanes lanes,
      MomentReader reader,
      MomentProcessor processor,
      TransactionalPublisher publisher,
      Tally tally,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.source = source;
    this.lanes = lanes;
    this.reader = reader;
    this.processor = processor;
    this.publisher = publisher;
    this.tally = tally;
    this.nanoTime = nanoTime;
    this.endedNanos = nanoTime.getAsLong();
  }

  /**
   * Joins the group.
   *
   * @param released told of each partition number that is no longer this worker's
   */
  void join(IntConsumer released) {
    source.subscribe(
        settings.moments(),
        tally::join,
        (partitions, mayPublish) -> leave(partitions, mayPublish, released));
  }

  /**
   * Does what there is to do, and waits a little where there is nothing.
   *
   * @throws KafkaException where it cannot go on
   */
  void turn() {
    if (rewinding && !broker.on(nanoTime.getAsLong())) {
      rewind();
    }
    // Before reading, because the last turn's transaction made room.
    takeAll();
    boolean hold = rewinding || draining;
    if (lanes.anyReady()) {
      source.read(lanes.answersUntilHalf(), this::untilDue, hold);
    } else {
      source.read(1, () -> lanes.anyReady() ? Duration.ZERO : IDLE, hold);
    }
    takeAll();
    if (lanes.anyReady() && untilDue().isZero()) {
      publish();
    }
    tally.fly(lanes.inFlight(), lanes.bytesInFlight());
  }

  /** From now on takes nothing new; further turns publish what is in flight. */
  void stopTaking() {
    draining = true;
    lanes.forgetBacklogs();
  }

  /** Moments taken and not yet published. */
  int inFlight() {
    return lanes.inFlight();
  }

  /** Gives up what is in flight: another worker reads it again. */
  void abandon() {
    lanes.dropAll();
  }

  private void takeAll() {
    if (!rewinding && !draining && !registry.on(nanoTime.getAsLong())) {
      lanes.all().values().forEach(this::take);
    }
  }

  private void take(Lane lane) {
    ConsumerRecord<byte[], byte[]> record = lane.nextRecord();
    while (record != null && lanes.mayTake(lane)) {
      MomentReader.Reading reading;
      try {
        reading = reader.read(record);
      } catch (RegistryUnavailableException e) {
        if (!registry.troubled()) {
          LOG.warn("The schema registry cannot be reached; moments wait: {}", e.getMessage());
        }
        registry.begin(nanoTime.getAsLong());
        return;
      }
      registry.end();
      Flight flight = processor.take(record, reading, lane.turn());
      lane.take(flight);
      var unused = flight.answer().whenComplete((answer, failure) -> source.answered());
      tally.take();
      record = lane.nextRecord();
    }
  }

  /** How long until a transaction is due, where there is an answer to publish. */
  private Duration untilDue() {
    long left = endedNanos + pauseNanos - nanoTime.getAsLong();
    boolean due =
        draining
            || left <= 0
            || lanes.anyHalfReady()
            || lanes.ready(settings.recordsPerTransaction()) >= settings.recordsPerTransaction();
    return due ? Duration.ZERO : Duration.ofNanos(left);
  }

  private void publish() {
    Lanes.Harvest harvest = lanes.harvest(settings.recordsPerTransaction());
    if (harvest.isEmpty()) {
      return;
    }
    long begun = nanoTime.getAsLong();
    if (harvest.cancelled() || !publisher.publish(harvest.publication(), source.group())) {
      tally.fail();
      lanes.dropAll();
      rewinding = true;
      broker.begin(nanoTime.getAsLong());
      return;
    }
    endedNanos = nanoTime.getAsLong();
    long took = endedNanos - begun;
    // A hiccup of one commit is not to put off the next.
    long usual = Math.min(took, tookBeforeNanos);
    tookBeforeNanos = took;
    // Under load a prediction has waited for the models; a commit more or less is no matter to it,
    // and each takes processor time from them.
    long wait = harvest.underWayNanos(begun) / WAIT_TO_PAUSE;
    pauseNanos = Math.min(settings.commitInterval().toNanos(), Math.max(usual, wait));
    tally.commit(harvest.answers(), took);
    lanes.published(harvest);
    broker.end();
  }

  private void rewind() {
    try {
      publisher.open();
      source.rewind();
      rewinding = false;
    } catch (AuthorizationException | AuthenticationException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("Cannot go back to what is committed yet, and tries again: {}", e.toString());
      broker.begin(nanoTime.getAsLong());
    }
  }

  private void leave(
      Collection<TopicPartition> partitions, boolean mayPublish, IntConsumer released) {
    if (mayPublish && !rewinding) {
      publish();
    }
    partitions.forEach(partition -> released.accept(partition.partition()));
  }
}
