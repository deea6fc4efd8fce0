package io.sensorium.deploy.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.Stage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OriginalsTest {
  private static final TopicPartition FRAMES = new TopicPartition("camera.frames", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Originals originals;

  OriginalsTest() {
    consumer.updatePartitions(
        FRAMES.topic(), List.of(new PartitionInfo(FRAMES.topic(), 0, Node.noNode(), null, null)));
    consumer.updateBeginningOffsets(Map.of(FRAMES, 10L));
    consumer.updateEndOffsets(Map.of(FRAMES, 20L));
    originals = new Originals(consumer);
  }

  @Test
  void takesTheValueThatTheLetterKept() {
    assertThat(found(originals.find(letter(0, 3, new byte[] {1, 2})))).containsExactly(1, 2);
  }

  @Test
  void readsAValueThatWasTooLargeForTheLetter() {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(FRAMES.topic(), 0, 12, new byte[0], new byte[] {7})));

    assertThat(found(originals.find(letter(0, 12, null)))).containsExactly(7);
  }

  @Test
  void saysWhyAValueIsGone() {
    assertThat(gone(originals.find(letter(0, 3, null)))).contains("retention", "begins at 10");
    assertThat(gone(originals.find(letter(0, 20, null)))).contains("beyond its end 20");
    assertThat(gone(originals.find(letter(4, 3, null)))).contains("no partition camera.frames-4");
  }

  private static byte[] found(Original original) {
    return ((Original.Found) original).value();
  }

  private static String gone(Original original) {
    return ((Original.Gone) original).detail();
  }

  private static DeadLetter letter(int partition, long offset, byte[] value) {
    return DeadLetter.newBuilder()
        .setPipeline("home")
        .setTopic(FRAMES.topic())
        .setPartition(partition)
        .setOffset(offset)
        .setStage(Stage.FUSION)
        .setReason("expected a frame")
        .setFailedAt(Instant.EPOCH)
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .build();
  }
}
