package io.sensorium.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FollowedRecordsTest {
  private static final TopicPartition FRAMES = new TopicPartition("camera.frames", 2);

  /** Remembers what it is asked for. */
  private static final class Fallback implements SourceRecords {
    private final List<RecordAddress> asked = new ArrayList<>();

    @Override
    public CompletableFuture<Lookup> read(RecordAddress address) {
      asked.add(address);
      return CompletableFuture.completedFuture(new Lookup.Gone("fallback"));
    }

    @Override
    public void release(int partition) {}

    @Override
    public void close() {}
  }

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Fallback fallback = new Fallback();
  private long nanos;
  private final FollowedRecords records =
      new FollowedRecords(consumer, fallback, 1_000, () -> nanos);

  @Test
  void beginsAtTheFirstOffsetThatIsAskedForAndWaitsForTheRest() {
    CompletableFuture<Lookup> first = read(40);
    records.step();
    CompletableFuture<Lookup> later = read(42);

    append(40, 10);
    append(41, 11);
    records.step();

    assertThat(consumer.assignment()).containsExactly(FRAMES);
    assertThat(found(first)).hasSize(10);
    assertThat(later).isNotDone();

    append(42, 12);
    records.step();

    assertThat(found(later)).hasSize(12);
  }

  @Test
  void answersFromTheWindowWithoutReadingAgain() {
    ask(40);
    records.step();
    append(40, 10);
    append(41, 11);
    records.step();

    CompletableFuture<Lookup> again = read(40);
    CompletableFuture<Lookup> ahead = read(41);

    assertThat(found(again)).hasSize(10);
    assertThat(found(ahead)).hasSize(11);
    assertThat(fallback.asked).isEmpty();
  }

  @Test
  void leavesToTheFallbackWhatIsOlderThanTheWindow() {
    ask(40);
    records.step();
    for (int offset = 40; offset < 45; offset++) {
      append(offset, 300);
    }
    ask(44);
    records.step();

    CompletableFuture<Lookup> evicted = read(40);
    CompletableFuture<Lookup> before = read(12);
    records.step();

    assertThat(evicted).isCompletedWithValue(new Lookup.Gone("fallback"));
    assertThat(before).isCompletedWithValue(new Lookup.Gone("fallback"));
    assertThat(fallback.asked).containsExactly(at(40), at(12));
  }

  @Test
  void restsWhereItIsFarAheadOfWhatIsAskedFor() {
    ask(40);
    records.step();
    append(40, 10);
    append(41, 400);
    append(42, 200);
    records.step();

    records.step();
    assertThat(consumer.paused()).containsExactly(FRAMES);

    CompletableFuture<Lookup> next = read(42);
    records.step();
    assertThat(consumer.paused()).isEmpty();
    assertThat(found(next)).hasSize(200);
  }

  @Test
  void leapsOverAGapThatWouldFillTheWindow() {
    ask(40);
    records.step();
    append(40, 100);
    records.step();

    CompletableFuture<Lookup> far = read(5_000);
    records.step();

    assertThat(consumer.position(FRAMES)).isEqualTo(5_000);
    append(5_000, 7);
    records.step();
    assertThat(found(far)).hasSize(7);
  }

  @Test
  void saysThatARecordIsGoneWhereReadingPassesItsOffset() {
    CompletableFuture<Lookup> aborted = read(40);
    records.step();

    append(42, 10);
    records.step();

    assertThat(gone(aborted)).contains("offset 40").contains("no committed record");
  }

  @Test
  void saysThatARecordIsGoneByRetentionAndGoesOnWithThoseThatAreThere() {
    CompletableFuture<Lookup> expired = read(40);
    CompletableFuture<Lookup> there = read(100);
    records.step();
    consumer.updateBeginningOffsets(Map.of(FRAMES, 90L));
    consumer.updateEndOffsets(Map.of(FRAMES, 200L));
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(FRAMES, 40L)));

    records.step();

    assertThat(gone(expired)).contains("offset 40").contains("retention").contains("90");
    append(100, 5);
    records.step();
    assertThat(found(there)).hasSize(5);
  }

  @Test
  void givesUpInTheEndOnAnOffsetThatTheTopicDoesNotReach() {
    consumer.updatePartitions(
        FRAMES.topic(), List.of(new PartitionInfo(FRAMES.topic(), 2, Node.noNode(), null, null)));
    consumer.updateBeginningOffsets(Map.of(FRAMES, 0L));
    consumer.updateEndOffsets(Map.of(FRAMES, 10L));
    CompletableFuture<Lookup> beyond = read(40);
    records.step();
    nanos = Duration.ofSeconds(29).toNanos();
    records.step();
    assertThat(beyond).isNotDone();

    nanos = Duration.ofSeconds(31).toNanos();
    records.step();

    assertThat(gone(beyond)).contains("beyond the topic's end 10");
  }

  @Test
  void givesUpInTheEndOnAPartitionThatIsNotThere() {
    consumer.updatePartitions(FRAMES.topic(), List.of());
    CompletableFuture<Lookup> nowhere = read(40);
    records.step();

    nanos = Duration.ofSeconds(31).toNanos();
    records.step();

    assertThat(gone(nowhere)).contains("no partition camera.frames-2");
  }

  @Test
  void cancelsThoseWhoWaitForAPartitionThatIsReleasedAndBeginsAnewLater() {
    CompletableFuture<Lookup> waiting = read(40);
    records.step();

    records.release(2);
    records.step();

    assertThat(waiting).isCancelled();
    assertThat(consumer.assignment()).isEmpty();

    CompletableFuture<Lookup> again = read(30);
    records.step();
    append(30, 3);
    records.step();
    assertThat(found(again)).hasSize(3);
  }

  private void ask(long offset) {
    var unused = read(offset);
  }

  private CompletableFuture<Lookup> read(long offset) {
    return records.read(at(offset));
  }

  private static RecordAddress at(long offset) {
    return new RecordAddress(FRAMES, offset);
  }

  private void append(long offset, int length) {
    consumer.addRecord(
        new ConsumerRecord<>(FRAMES.topic(), 2, offset, new byte[0], new byte[length]));
  }

  private static byte[] found(CompletableFuture<Lookup> answer) {
    assertThat(answer).isCompletedWithValueMatching(Lookup.Found.class::isInstance);
    return ((Lookup.Found) answer.join()).value();
  }

  private static String gone(CompletableFuture<Lookup> answer) {
    assertThat(answer).isCompletedWithValueMatching(Lookup.Gone.class::isInstance);
    return ((Lookup.Gone) answer.join()).detail();
  }
}
