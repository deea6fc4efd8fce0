package io.sensorium.deploy.demo;

import io.sensorium.event.ClosedBy;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.DropReason;
import io.sensorium.event.Dropped;
import io.sensorium.event.EventReference;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.event.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps account of every event by what stands on the result topics, and not by what the services
 * say of themselves. An event is one (topic, partition, offset). For one thread.
 */
final class Ledger {
  private static final long LARGEST_LATENCY_MS = Duration.ofHours(1).toMillis();

  private final Map<TopicPartition, BitSet> inMoments = new HashMap<>();
  private final Map<TopicPartition, BitSet> inDropped = new HashMap<>();
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private final Map<ClosedBy, Long> closedBy = new EnumMap<>(ClosedBy.class);
  private final Map<String, Long> missing = new TreeMap<>();
  private final Map<String, Long> labels = new TreeMap<>();
  private final Map<String, Long> models = new TreeMap<>();
  private final Set<String> awaiting = new HashSet<>();
  private final Set<String> predicted = new HashSet<>();
  private final Histogram eventToPrediction = new Histogram(LARGEST_LATENCY_MS, 3);
  private final Histogram beyondWait = new Histogram(LARGEST_LATENCY_MS, 3);
  private long moments;
  private long predictions;
  private long repeated;
  private long deadLetters;
  private long deadEvents;

  void add(Moment moment) {
    moments++;
    closedBy.merge(moment.getClosedBy(), 1L, Long::sum);
    moment.getMissing().forEach(input -> missing.merge(input, 1L, Long::sum));
    for (MomentInput input : moment.getInputs()) {
      for (EventReference event : input.getEvents()) {
        mark(inMoments, event);
      }
    }
    if (!predicted.contains(moment.getId())) {
      awaiting.add(moment.getId());
    }
  }

  void add(Dropped event) {
    dropped.merge(event.getReason(), 1L, Long::sum);
    mark(inDropped, event.getReference());
  }

  void add(DeadLetter letter) {
    deadLetters++;
    if (letter.getMomentId() == null) {
      deadEvents++;
    } else {
      awaiting.remove(letter.getMomentId());
    }
  }

  /**
   * @param label what the result is counted as
   * @param arrivalMs when the broker appended the prediction
   */
  void add(Prediction prediction, String label, long arrivalMs) {
    predictions++;
    if (!predicted.add(prediction.getMomentId())) {
      repeated++;
    }
    awaiting.remove(prediction.getMomentId());
    labels.merge(label, 1L, Long::sum);
    ModelIdentity model = prediction.getModel();
    models.merge(
        "%s version %s, %s, on %s (sha256 %.12s)"
            .formatted(
                model.getName(),
                model.getVersion(),
                model.getVariant(),
                model.getProvider(),
                model.getSha256()),
        1L,
        Long::sum);
    long latency =
        Duration.between(prediction.getEventTime(), Instant.ofEpochMilli(arrivalMs)).toMillis();
    record(eventToPrediction, latency);
    record(beyondWait, latency - prediction.getTiming().getWaitUs() / 1_000);
  }

  private static void record(Histogram histogram, long millis) {
    histogram.recordValue(Math.max(0, Math.min(millis, LARGEST_LATENCY_MS)));
  }

  private static void mark(Map<TopicPartition, BitSet> events, EventReference event) {
    events
        .computeIfAbsent(
            new TopicPartition(event.getTopic(), event.getPartition()), p -> new BitSet())
        .set(Math.toIntExact(event.getOffset()));
  }

  /** Distinct events that are in at least one moment. */
  long eventsInMoments() {
    return inMoments.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** Distinct events that were dropped. */
  long eventsDropped() {
    return inDropped.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** Events that stand both in a moment and in a dropped record; 0 where the rules hold. */
  long eventsInBoth() {
    long both = 0;
    for (Map.Entry<TopicPartition, BitSet> entry : inDropped.entrySet()) {
      BitSet used = inMoments.get(entry.getKey());
      if (used != null) {
        BitSet common = (BitSet) used.clone();
        common.and(entry.getValue());
        both += common.cardinality();
      }
    }
    return both;
  }

  /** Moments that have neither a prediction nor a dead letter. */
  long awaiting() {
    return awaiting.size();
  }

  long moments() {
    return moments;
  }

  long predictions() {
    return predictions;
  }

  /** Predictions beyond the first of a moment; 0 where delivery is exactly once. */
  long repeated() {
    return repeated;
  }

  long deadLetters() {
    return deadLetters;
  }

  /** Dead letters of source records, which never became an event. */
  long deadEvents() {
    return deadEvents;
  }

  Map<DropReason, Long> dropped() {
    return dropped;
  }

  Map<ClosedBy, Long> closedBy() {
    return closedBy;
  }

  Map<String, Long> missing() {
    return missing;
  }

  Map<String, Long> labels() {
    return labels;
  }

  Map<String, Long> models() {
    return models;
  }

  /**
   * Milliseconds from the event's time, by its device, to the prediction's arrival on its topic.
   */
  Histogram eventToPrediction() {
    return eventToPrediction;
  }

  /** The same without what the alignment waited for by the pipeline's own rules. */
  Histogram beyondWait() {
    return beyondWait;
  }
}
