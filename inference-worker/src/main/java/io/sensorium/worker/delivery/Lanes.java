package io.sensorium.worker.delivery;

import io.sensorium.worker.answer.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The lanes of the assigned partitions. Each may fly its share of what may fly at all, so that one
 * that is stuck does not stop the others. Owned by the delivery thread.
 */
final class Lanes {

  /** Answers that can be published together, and the lanes that they come from. */
  record Harvest(Map<TopicPartition, List<Flight>> flights) {
    boolean isEmpty() {
      return flights.isEmpty();
    }

    /** Whether an answer was given up on its way; its moment has to be read again. */
    boolean cancelled() {
      return flights.values().stream().flatMap(List::stream).anyMatch(Flight::cancelled);
    }

    /** How long the longest of them has been under way. */
    long underWayNanos(long now) {
      return flights.values().stream()
          .mapToLong(done -> now - done.get(0).takenNanos())
          .max()
          .orElse(0);
    }

    /**
     * @throws java.util.concurrent.CompletionException of the first answer that is a failure
     */
    List<Answer> answers() {
      return flights.values().stream()
          .flatMap(List::stream)
          .map(flight -> flight.answer().join())
          .toList();
    }

    Publication publication() {
      List<ProducerRecord<byte[], byte[]>> records =
          answers().stream().flatMap(answer -> Stream.ofNullable(answer.record())).toList();
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      flights.forEach(
          (partition, done) ->
              offsets.put(
                  partition, new OffsetAndMetadata(done.get(done.size() - 1).offset() + 1)));
      return new Publication(records, offsets);
    }
  }

  private final int maxInFlight;
  private final long maxBytes;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();

  Lanes(int maxInFlight, long maxBytes) {
    this.maxInFlight = maxInFlight;
    this.maxBytes = maxBytes;
  }

  void add(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> lanes.putIfAbsent(partition, new Lane()));
  }

  void remove(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.remove(partition);
      if (lane != null) {
        lane.drop();
      }
    }
  }

  void enqueue(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      lanes.computeIfAbsent(partition, p -> new Lane()).enqueue(records.records(partition));
    }
  }

  Map<TopicPartition, Lane> all() {
    return lanes;
  }

  /** Whether that lane may take another moment. One alone may be of any size. */
  boolean mayTake(Lane lane) {
    return lane.inFlight() == 0
        || (lane.inFlight() < share() && lane.bytesInFlight() < maxBytes / lanes.size());
  }

  int inFlight() {
    return lanes.values().stream().mapToInt(Lane::inFlight).sum();
  }

  long bytesInFlight() {
    return lanes.values().stream().mapToLong(Lane::bytesInFlight).sum();
  }

  /** Whether half of what a lane may fly only waits to be published: it is held up by that. */
  boolean anyHalfReady() {
    int half = (share() + 1) / 2;
    for (Lane lane : lanes.values()) {
      if (lane.countReady(half) == half) {
        return true;
      }
    }
    return false;
  }

  /** How many more answers may at most be needed until a lane is half ready; at least 1. */
  int answersUntilHalf() {
    int half = (share() + 1) / 2;
    int most = 0;
    for (Lane lane : lanes.values()) {
      most = Math.max(most, lane.countReady(half));
    }
    return Math.max(1, half - most);
  }

  private int share() {
    return Math.max(1, maxInFlight / Math.max(1, lanes.size()));
  }

  boolean anyReady() {
    return lanes.values().stream().anyMatch(Lane::firstIsReady);
  }

  int ready(int limit) {
    int ready = 0;
    for (Lane lane : lanes.values()) {
      ready += lane.countReady(limit - ready);
    }
    return ready;
  }

  Harvest harvest(int limit) {
    Map<TopicPartition, List<Flight>> flights = new HashMap<>();
    int left = limit;
    for (Map.Entry<TopicPartition, Lane> lane : lanes.entrySet()) {
      List<Flight> ready = new ArrayList<>(lane.getValue().ready(left));
      if (!ready.isEmpty()) {
        flights.put(lane.getKey(), ready);
        left -= ready.size();
      }
    }
    return new Harvest(flights);
  }

  void published(Harvest harvest) {
    harvest
        .flights()
        .forEach(
            (partition, done) -> {
              Lane lane = lanes.get(partition);
              if (lane != null) {
                lane.published(done.size());
              }
            });
  }

  void dropAll() {
    lanes.values().forEach(Lane::drop);
  }

  void forgetBacklogs() {
    lanes.values().forEach(Lane::forgetBacklog);
  }
}
