package io.sensorium.deploy.deadletter;

import io.sensorium.config.ConfigException;
import io.sensorium.event.DeadLetter;
import io.sensorium.topic.HeaderNames;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records behind dead letters back to the topics where they failed. What is sent and how
 * far the letters have been read are one transaction: whatever happens in between, and however
 * often it is run, each letter is sent back once. For one thread.
 */
public final class Replay {
  private static final int BATCH = 200;
  private static final int MOST_DETAILS = 20;

  private final ReplayOptions options;
  private final DeadLetterTopic letters;
  private final Originals originals;
  private final ReplayPublisher publisher;
  private final Set<String> targets;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  private final Map<TopicPartition, Long> replayed = new HashMap<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final List<String> details = new ArrayList<>();
  private long looked;
  private long gone;
  private long tooOften;
  private long foreign;
  private long passed;

  private Replay(
      String pipeline,
      ReplayOptions options,
      DeadLetterTopic letters,
      Originals originals,
      ReplayPublisher publisher) {
    this.options = options;
    this.letters = letters;
    this.originals = originals;
    this.publisher = publisher;
    this.targets =
        Set.of(
            Topics.moments(pipeline),
            Topics.CAMERA_FRAMES,
            Topics.AUDIO_CHUNKS,
            Topics.TEXT_EVENTS);
  }

  /**
   * Looks at all that the options ask for.
   *
   * @throws ConfigException where the topic or the partition is not there
   * @throws io.sensorium.serde.RegistryUnavailableException where the registry does not answer
   * @throws org.apache.kafka.common.KafkaException where a transaction fails: what was sent before
   *     it stays sent, and running it again goes on there
   */
  public static ReplaySummary run(
      Map<String, String> kafka, String pipeline, ReplayOptions options) {
    try (DeadLetterTopic letters = DeadLetterTopic.open(kafka, pipeline);
        Originals originals = Originals.open(kafka);
        ReplayPublisher publisher = ReplayPublisher.open(kafka, pipeline, options.dryRun())) {
      return new Replay(pipeline, options, letters, originals, publisher).run();
    }
  }

  private ReplaySummary run() {
    replayed.putAll(letters.replayed());
    Integer only = options.partition();
    if (only != null && letters.partitions().stream().noneMatch(p -> p.partition() == only)) {
      throw new ConfigException(
          "expected --partition below %d, found %d".formatted(letters.partitions().size(), only));
    }
    for (TopicPartition partition : letters.partitions()) {
      boolean wanted = only == null || partition.partition() == only;
      long done = options.again() ? 0 : replayed.getOrDefault(partition, 0L);
      long from = Math.max(done, first(options.fromOffset()));
      letters.seek(
          partition, wanted ? Math.min(from, letters.end(partition)) : letters.end(partition));
    }
    letters.read(this::take);
    publish();
    return new ReplaySummary(options.dryRun(), sent, gone, tooOften, foreign, passed, details);
  }

  private static long first(@Nullable Long offset) {
    return offset == null ? 0 : offset;
  }

  private boolean take(Letter letter) {
    DeadLetter content = letter.content();
    Instant since = options.since();
    if (content == null || !targets.contains(content.getTopic())) {
      foreign++;
      tell(letter, content == null ? "is no dead letter" : "is about topic " + content.getTopic());
    } else if (since != null && content.getFailedAt().isBefore(since)) {
      passed++;
    } else if (letter.replays() >= options.maxReplays()) {
      tooOften++;
      tell(
          letter,
          "has been sent back %d times: %s".formatted(letter.replays(), content.getReason()));
    } else {
      sendBack(letter, content);
    }
    // What is sent again is behind what is remembered.
    if (letter.offset() >= replayed.getOrDefault(letter.partition(), 0L)) {
      offsets.put(letter.partition(), new OffsetAndMetadata(letter.offset() + 1));
    }
    if (records.size() >= BATCH) {
      publish();
    }
    return ++looked < options.limit();
  }

  private void sendBack(Letter letter, DeadLetter content) {
    Original original = originals.find(content);
    if (original instanceof Original.Found found) {
      String topic = content.getTopic();
      // A site's records stay in its partition, unless the topic has been remade with fewer.
      Integer partition =
          content.getPartition() < originals.partitions(topic) ? content.getPartition() : null;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, letter.record().key(), found.value());
      header(record, HeaderNames.REPLAYED_FROM, letter.place());
      header(record, HeaderNames.REPLAYS, Integer.toString(letter.replays() + 1));
      if (content.getTraceparent() != null) {
        header(record, HeaderNames.TRACEPARENT, content.getTraceparent());
      }
      records.add(record);
      sent.merge(topic, 1L, Long::sum);
    } else {
      gone++;
      tell(letter, ((Original.Gone) original).detail());
    }
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void tell(Letter letter, String what) {
    if (details.size() < MOST_DETAILS) {
      details.add("%s %s".formatted(letter.place(), what));
    }
  }

  private void publish() {
    if (!offsets.isEmpty() || !records.isEmpty()) {
      publisher.publish(records, offsets, letters.group());
    }
    records.clear();
    offsets.clear();
  }
}
