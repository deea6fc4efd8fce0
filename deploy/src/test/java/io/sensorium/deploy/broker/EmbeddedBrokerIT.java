package io.sensorium.deploy.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.topic.TopicCatalogue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path data;

  @Test
  void recordsAndClusterSurviveARestartOnOtherPorts() throws Exception {
    // given
    String cluster;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      cluster = broker.clusterId();
      port = broker.port();
      createTopic(broker, "records");
      send(broker, "one", "two");
    }
    // when the port is taken meanwhile
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      send(broker, "three");
      // then
      assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(broker.clusterId()).isEqualTo(cluster);
      assertThat(read(broker, 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void theLargestRecordOfTheCatalogueFits() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      // given
      createTopic(broker, "records");
      byte[] large = new byte[TopicCatalogue.LARGEST_BYTES - 100];
      // when, then
      assertThat(producer.send(new ProducerRecord<>("records", large)).get().offset()).isZero();
    }
  }

  @Test
  void transactionsWork() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      createTopic(broker, "records");
      Map<String, Object> settings =
          Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t");
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("records", "one".getBytes(UTF_8))).get();
        producer.commitTransaction();
      }
      assertThat(read(broker, 1)).containsExactly("one");
    }
  }

  @Test
  void aFolderInUseAndAPortInUseAreNamed() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      assertThatThrownBy(() -> EmbeddedBroker.start(data.resolve("other"), broker.port()))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("Port " + broker.port());
    }
  }

  @Test
  void aTopicThatNobodyCreatedIsNotCreated() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("nope")).allTopicNames().get())
          .hasMessageContaining("This server does not host this topic");
      assertThat(broker.failure().toCompletableFuture()).isNotDone();
    }
  }

  private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty()))).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            TopicCatalogue.LARGEST_BYTES),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(EmbeddedBroker broker, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("records", value.getBytes(UTF_8))).get();
      }
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition("records", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        consumer
            .poll(Duration.ofSeconds(10))
            .forEach(record -> values.add(new String(record.value(), UTF_8)));
      }
      return values;
    }
  }
}
