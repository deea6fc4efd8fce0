package io.sensorium.worker.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition of moments: records not yet taken, and flights, both in offset order. Answers leave
 * in that order. Owned by the delivery thread.
 */
final class Lane {
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> backlog = new ArrayDeque<>();
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
  private long bytes;
  private OptionalLong first = OptionalLong.empty();

  void enqueue(Collection<ConsumerRecord<byte[], byte[]>> records) {
    if (first.isEmpty() && !records.isEmpty()) {
      first = OptionalLong.of(records.iterator().next().offset());
    }
    backlog.addAll(records);
  }

  /** The first record ever seen of the partition: where to begin while nothing is committed. */
  OptionalLong first() {
    return first;
  }

  @Nullable ConsumerRecord<byte[], byte[]> nextRecord() {
    return backlog.peek();
  }

  /** Completes once the last taken moment is with the models. */
  CompletableFuture<Void> turn() {
    return turn;
  }

  /** Moves the next record from the backlog to the flights. */
  void take(Flight flight) {
    backlog.remove();
    flights.add(flight);
    bytes += flight.bytes();
    turn = flight.submitted();
  }

  int inFlight() {
    return flights.size();
  }

  long bytesInFlight() {
    return bytes;
  }

  /** The answers that are there without a gap from the first, at most so many. */
  List<Flight> ready(int limit) {
    List<Flight> ready = new ArrayList<>();
    for (Flight flight : flights) {
      if (ready.size() == limit || !flight.answer().isDone()) {
        break;
      }
      ready.add(flight);
    }
    return ready;
  }

  /** How many answers are there without a gap from the first, counted up to a limit. */
  int countReady(int limit) {
    int ready = 0;
    for (Flight flight : flights) {
      if (ready == limit || !flight.answer().isDone()) {
        break;
      }
      ready++;
    }
    return ready;
  }

  boolean firstIsReady() {
    Flight head = flights.peek();
    return head != null && head.answer().isDone();
  }

  /** Takes the first flights as published. */
  void published(int count) {
    for (int i = 0; i < count; i++) {
      bytes -= flights.remove().bytes();
    }
  }

  /** Forgets what has not been taken. */
  void forgetBacklog() {
    backlog.clear();
  }

  /** Forgets everything that has not been published. */
  void drop() {
    backlog.clear();
    flights.forEach(Flight::drop);
    flights.clear();
    bytes = 0;
    turn = CompletableFuture.completedFuture(null);
  }
}
