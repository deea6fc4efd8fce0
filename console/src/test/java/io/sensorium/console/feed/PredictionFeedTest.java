package io.sensorium.console.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.console.Predictions;
import io.sensorium.event.Prediction;
import io.sensorium.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PredictionFeedTest {
  private static final String TOPIC = "smart-home.predictions";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("latest");
  private final List<Prediction> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger outages = new AtomicInteger();

  @Test
  void itFollowsFromTheEndAndSkipsWhatIsNoPrediction() {
    topicWithEndAt(5);
    kafka.schedulePollTask(
        () -> {
          kafka.addRecord(record(5, "one"));
          kafka.addRecord(record(6, "garbage"));
          kafka.addRecord(record(7, "two"));
        });

    try (PredictionFeed feed = feed()) {
      feed.start();
      await().until(() -> told.size() == 2);
    }

    assertThat(told).extracting(Prediction::getSite).containsExactly("one", "two");
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void aRegistryThatIsAwayIsWaitedForAndNothingIsSkipped() {
    topicWithEndAt(0);
    outages.set(3);
    kafka.schedulePollTask(() -> kafka.addRecord(record(0, "one")));

    try (PredictionFeed feed = feed()) {
      feed.start();
      await().until(() -> told.size() == 1);
    }

    assertThat(outages.get()).isNegative();
  }

  @Test
  void aTopicThatIsNotThereYetIsWaitedFor() {
    kafka.updatePartitions(TOPIC, List.of());
    try (PredictionFeed feed = feed()) {
      feed.start();
      topicWithEndAt(0);
      kafka.schedulePollTask(() -> kafka.addRecord(record(0, "one")));
      await().until(() -> told.size() == 1);
    }
  }

  private PredictionFeed feed() {
    return new PredictionFeed(
        "smart-home", kafka, this::deserialize, told::add, Duration.ofMillis(1));
  }

  private Prediction deserialize(String topic, byte[] bytes) {
    if (outages.getAndDecrement() > 0) {
      throw new RegistryUnavailableException("connection refused", null);
    }
    String site = new String(bytes, UTF_8);
    if (site.equals("garbage")) {
      throw new SerializationException("expected magic byte 0");
    }
    return Predictions.classified(site, "guest", 0.5f);
  }

  private void topicWithEndAt(long offset) {
    kafka.updateEndOffsets(Map.of(PARTITION, offset));
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    kafka.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, nodes, nodes)));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String site) {
    return new ConsumerRecord<>(TOPIC, 0, offset, null, site.getBytes(UTF_8));
  }
}
