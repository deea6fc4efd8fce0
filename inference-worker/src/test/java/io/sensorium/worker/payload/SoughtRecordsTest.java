package io.sensorium.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;

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

class SoughtRecordsTest {
  private static final TopicPartition FRAMES = new TopicPartition("camera.frames", 0);
  private static final TopicPartition CHUNKS = new TopicPartition("audio.chunks", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final SoughtRecords records = new SoughtRecords(consumer, 1 << 20, () -> 0);

  @Test
  void seeksEachRecordInOrderOfOffset() {
    CompletableFuture<Lookup> late = read(FRAMES, 500);
    CompletableFuture<Lookup> early = read(FRAMES, 3);
    consumer.schedulePollTask(() -> append(FRAMES, 3, 30));
    consumer.schedulePollTask(() -> append(FRAMES, 500, 50));

    records.step();
    assertThat(early).isCompleted();
    assertThat(late).isNotDone();
    records.step();

    assertThat(((Lookup.Found) early.join()).value()).hasSize(30);
    assertThat(((Lookup.Found) late.join()).value()).hasSize(50);
  }

  @Test
  void readsOneTopicAfterTheOther() {
    CompletableFuture<Lookup> frame = read(FRAMES, 3);
    CompletableFuture<Lookup> chunk = read(CHUNKS, 9);
    consumer.schedulePollTask(() -> append(FRAMES, 3, 30));
    consumer.schedulePollTask(() -> append(CHUNKS, 9, 90));

    records.step();

    assertThat(((Lookup.Found) frame.join()).value()).hasSize(30);
    assertThat(((Lookup.Found) chunk.join()).value()).hasSize(90);
  }

  @Test
  void holdsWhatCameWithARecordForWhoAsksNext() {
    CompletableFuture<Lookup> first = read(FRAMES, 3);
    consumer.schedulePollTask(
        () -> {
          append(FRAMES, 3, 30);
          append(FRAMES, 4, 40);
        });
    records.step();
    CompletableFuture<Lookup> neighbour = read(FRAMES, 4);

    records.step();

    assertThat(((Lookup.Found) first.join()).value()).hasSize(30);
    assertThat(((Lookup.Found) neighbour.join()).value()).hasSize(40);
  }

  @Test
  void saysThatARecordIsGoneByRetention() {
    consumer.updatePartitions(
        FRAMES.topic(), List.of(new PartitionInfo(FRAMES.topic(), 0, Node.noNode(), null, null)));
    consumer.updateBeginningOffsets(Map.of(FRAMES, 10L));
    consumer.updateEndOffsets(Map.of(FRAMES, 20L));
    CompletableFuture<Lookup> expired = read(FRAMES, 3);
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(FRAMES, 3L)));

    records.step();

    assertThat(expired)
        .isCompletedWithValueMatching(
            lookup -> lookup instanceof Lookup.Gone gone && gone.detail().contains("retention"));
  }

  @Test
  void cancelsThoseWhoWaitWhenItIsClosed() {
    CompletableFuture<Lookup> waiting = read(FRAMES, 3);

    records.close();

    assertThat(waiting).isCancelled();
  }

  private CompletableFuture<Lookup> read(TopicPartition partition, long offset) {
    return records.read(new RecordAddress(partition, offset));
  }

  private void append(TopicPartition partition, long offset, int length) {
    consumer.addRecord(
        new ConsumerRecord<>(partition.topic(), 0, offset, new byte[0], new byte[length]));
  }
}
