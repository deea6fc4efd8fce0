package io.sensorium.bench.latency;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that are handed on over three topics: produce, consume, produce and so on, acknowledged
 * by all, without lingering. With transactions each record of each hop is one.
 */
final class RawHops implements AutoCloseable {
  private static final int HOPS = 3;
  private static final int BYTES = 200;

  private final List<Producer<byte[], byte[]>> producers = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final List<String> topics = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();
  private final boolean transactions;

  private RawHops(boolean transactions) {
    this.transactions = transactions;
  }

  static RawHops open(Map<String, String> kafka, boolean transactions)
      throws ExecutionException, InterruptedException {
    RawHops hops = new RawHops(transactions);
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      for (int i = 0; i < HOPS; i++) {
        String topic = "hop-" + UUID.randomUUID();
        hops.topics.add(topic);
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        hops.producers.add(hops.producer(kafka));
      }
    }
    for (int i = 0; i < HOPS; i++) {
      int hop = i;
      hops.followers.add(
          Follower.start(kafka, hops.topics.get(i), (value, us) -> hops.take(hop, value, us)));
    }
    return hops;
  }

  /** Sends one record on its way. */
  void send() {
    send(0, ByteBuffer.allocate(BYTES).putLong(Clock.us()).array());
  }

  /**
   * Sends records at a pace for a while, alone.
   *
   * @return milliseconds that each took over all hops
   */
  double[] pace(double perSecond, double seconds) throws InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long ahead = began + (long) (i * 1e9 / perSecond) - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, ahead));
      send();
    }
    TimeUnit.MILLISECONDS.sleep(500);
    return taken();
  }

  /** Milliseconds that each record took that has come since this was last asked. */
  double[] taken() {
    synchronized (millis) {
      double[] all = millis.stream().mapToDouble(Double::doubleValue).toArray();
      millis.clear();
      return all;
    }
  }

  private void take(int hop, byte[] value, long us) {
    if (hop < HOPS - 1) {
      send(hop + 1, value);
    } else {
      synchronized (millis) {
        millis.add((us - ByteBuffer.wrap(value).getLong()) / 1e3);
      }
    }
  }

  private void send(int hop, byte[] value) {
    Producer<byte[], byte[]> producer = producers.get(hop);
    if (transactions) {
      producer.beginTransaction();
    }
    var unused = producer.send(new ProducerRecord<>(topics.get(hop), value));
    if (transactions) {
      producer.commitTransaction();
    }
  }

  private Producer<byte[], byte[]> producer(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    if (transactions) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "hop-" + UUID.randomUUID());
    }
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    if (transactions) {
      producer.initTransactions();
    }
    return producer;
  }

  @Override
  public void close() {
    followers.forEach(Follower::close);
    producers.forEach(Producer::close);
  }
}
