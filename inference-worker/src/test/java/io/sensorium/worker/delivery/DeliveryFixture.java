package io.sensorium.worker.delivery;

import io.sensorium.config.ByteSize;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.event.Prediction;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.serde.RegistryUnavailableException;
import io.sensorium.worker.answer.AnswerWriter;
import io.sensorium.worker.payload.Lookup;
import io.sensorium.worker.payload.PayloadReader;
import io.sensorium.worker.payload.PayloadResolver;
import io.sensorium.worker.payload.RecordAddress;
import io.sensorium.worker.payload.RegistryRetry;
import io.sensorium.worker.payload.SourceRecords;
import io.sensorium.worker.share.ShareConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** A whole delivery on mock clients, one thread and a clock that the test moves. */
final class DeliveryFixture {
  static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant NOW = T.plusMillis(700);
  private static final Map<String, Object> SERDE =
      Map.of("schema.registry.url", "mock://moment-delivery");

  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  final ManualPredictor predictor = new ManualPredictor();
  final Tally tally;
  final MomentDelivery delivery;
  boolean registryDown;
  Duration commitTakes = Duration.ZERO;
  private final Map<TopicPartition, TreeMap<Long, ConsumerRecord<byte[], byte[]>>> topic =
      new TreeMap<>((a, b) -> a.partition() - b.partition());
  private long nanos;
  private int seen;

  DeliveryFixture(DeliverySettings settings) {
    this(settings, new Tally());
  }

  DeliveryFixture(DeliverySettings settings, Tally tally) {
    this.tally = tally;
    Lanes lanes = new Lanes(settings.maxInFlight(), settings.maxInFlightBytes());
    MomentSource source = new MomentSource(consumer, lanes);
    TransactionalPublisher publisher = new TransactionalPublisher(this::producer);
    PayloadResolver resolver =
        new PayloadResolver(
            predictor.inputs(),
            new NoRecords(),
            new PayloadReader(deserializer(CameraFrame.class), deserializer(AudioChunk.class)),
            new RegistryRetry((work, pause) -> work.run()));
    AnswerWriter writer =
        new AnswerWriter("home", settings.maxRecordBytes(), serializer(), serializer(), () -> NOW);
    RegistryRetry retry = new RegistryRetry((work, pause) -> work.run());
    Deserializer<Moment> moments = deserializer(Moment.class);
    delivery =
        new MomentDelivery(
            settings,
            source,
            lanes,
            new MomentReader((name, value) -> read(moments, name, value)),
            new MomentProcessor(resolver, predictor, writer, retry, Runnable::run, () -> nanos),
            publisher,
            tally,
            () -> nanos);
    publisher.open();
    delivery.join(resolver::release);
  }

  static DeliveryFixture standard() {
    return new DeliveryFixture(settings(100, 1 << 20));
  }

  static DeliverySettings settings(int maxInFlight, int maxRecordBytes) {
    DeliveryConfig config =
        new DeliveryConfig(
            DeliveryConfig.Mode.EXACTLY_ONCE,
            Duration.ofMillis(20),
            500,
            maxInFlight,
            ByteSize.ofMebibytes(1),
            ByteSize.ofMebibytes(1),
            Duration.ofSeconds(10),
            ShareConfig.standard());
    return new DeliverySettings("home", config, maxRecordBytes);
  }

  void assign(int... partitions) {
    List<TopicPartition> assigned =
        Arrays.stream(partitions).mapToObj(DeliveryFixture::partition).toList();
    consumer.rebalance(assigned);
    for (TopicPartition partition : assigned) {
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
    }
  }

  /** Appends the moments {@code m1} and so on to the only partition, and takes what it may. */
  void take(int moments) {
    assign(0);
    for (int offset = 1; offset <= moments; offset++) {
      moment(0, offset);
    }
    turn(20);
  }

  /** Appends a moment whose id is {@code m<offset>}, with one frame that is gone. */
  void moment(int partition, long offset) {
    EventReference gone =
        new EventReference("door", "e", T, 0L, "camera.frames", partition, 3L, 100, 0, null);
    Moment moment =
        new Moment(
            "m" + offset,
            "home",
            "site",
            0,
            T,
            T,
            T.plusMillis(40),
            ClosedBy.SETTLED,
            List.of(new MomentInput("view", Modality.CAMERA, List.of(gone))),
            List.of(),
            "00-trace-" + offset);
    record(partition, offset, serializer().serialize("home.moments", moment));
  }

  void record(int partition, long offset, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "home.moments",
            partition,
            offset,
            0L,
            TimestampType.LOG_APPEND_TIME,
            4,
            value == null ? 0 : value.length,
            "site".getBytes(StandardCharsets.UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty());
    topic.computeIfAbsent(partition(partition), p -> new TreeMap<>()).put(offset, record);
    consumer.addRecord(record);
  }

  /** A turn, {@code millis} after the one before. */
  void turn(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
    long rewoundFrom = positions();
    delivery.turn();
    if (positions() < rewoundFrom) {
      redeliver();
    }
    remember();
  }

  MockProducer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void commitTransaction() {
            nanos += commitTakes.toNanos();
            super.commitTransaction();
          }
        };
    producers.add(producer);
    return producer;
  }

  MockProducer<byte[], byte[]> lastProducer() {
    return producers.get(producers.size() - 1);
  }

  /** Every record that a reader of committed records sees. */
  List<ProducerRecord<byte[], byte[]>> committed() {
    return producers.stream().flatMap(producer -> producer.history().stream()).toList();
  }

  List<String> predictedIds() {
    return predictions().stream().map(Prediction::getMomentId).toList();
  }

  List<Prediction> predictions() {
    return committed("home.predictions", Prediction.class);
  }

  List<DeadLetter> deadLetters() {
    return committed("home.dead-letters", DeadLetter.class);
  }

  /** The next offset to read, as the last transaction committed it. */
  Long committedOffset(int partition) {
    OffsetAndMetadata offset =
        consumer.committed(Set.of(partition(partition))).get(partition(partition));
    return offset == null ? null : offset.offset();
  }

  static TopicPartition partition(int partition) {
    return new TopicPartition("home.moments", partition);
  }

  private <T> List<T> committed(String topic, Class<T> type) {
    Deserializer<T> deserializer = deserializer(type);
    return committed().stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> deserializer.deserialize(topic, record.value()))
        .toList();
  }

  private Moment read(Deserializer<Moment> moments, String name, byte[] value) {
    if (registryDown) {
      throw new RegistryUnavailableException("connection refused", null);
    }
    return moments.deserialize(name, value);
  }

  private long positions() {
    return consumer.assignment().stream()
        .filter(topic::containsKey)
        .mapToLong(consumer::position)
        .sum();
  }

  /** The mock consumer forgets what it has handed out; a topic does not. */
  private void redeliver() {
    for (TopicPartition partition : consumer.assignment()) {
      topic
          .getOrDefault(partition, new TreeMap<>())
          .tailMap(consumer.position(partition))
          .values()
          .forEach(consumer::addRecord);
    }
  }

  /** The mock consumer does not see what a producer commits for its group. */
  private void remember() {
    List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> all =
        producers.stream().flatMap(p -> p.consumerGroupOffsetsHistory().stream()).toList();
    for (; seen < all.size(); seen++) {
      all.get(seen).values().forEach(consumer::commitSync);
    }
  }

  private static <T> Deserializer<T> deserializer(Class<T> type) {
    Deserializer<T> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(SERDE, false);
    return deserializer;
  }

  private static <T> Serializer<T> serializer() {
    Serializer<T> serializer = new AvroSerializer<>();
    serializer.configure(SERDE, false);
    return serializer;
  }

  /** Topics whose records are all gone. */
  private static final class NoRecords implements SourceRecords {
    @Override
    public CompletableFuture<Lookup> read(RecordAddress address) {
      return CompletableFuture.completedFuture(new Lookup.Gone("retention"));
    }

    @Override
    public void release(int partition) {}

    @Override
    public void close() {}
  }
}
