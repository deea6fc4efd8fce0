package io.sensorium.bench.latency;

import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Payloads;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events of a few sites live, with ingest's settings. For one thread. */
final class Feed implements AutoCloseable {
  private static final int SITES = 8;

  /** One of so many events is accompanied by a record over the raw hops. */
  private static final int EVENTS_A_HOP = 5;

  private final Net net;
  private final Payloads payloads;
  private final Journeys journeys;
  private final Producer<String, SpecificRecord> producer;
  private long number;

  Feed(Net net, Map<String, String> kafka, Journeys journeys) {
    this.net = net;
    this.payloads = new Payloads(net);
    this.journeys = journeys;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.LARGEST_BYTES);
    AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
    values.configure(kafka, false);
    producer = new KafkaProducer<>(settings, new StringSerializer(), values);
  }

  /** The number of the next event. */
  long number() {
    return number;
  }

  /** Sends as fast as it goes. */
  void burst(int events) {
    for (int i = 0; i < events; i++) {
      send();
    }
    producer.flush();
  }

  /**
   * Sends at a pace for a while, and beside it records over the hops.
   *
   * @param perSecond events
   */
  void pace(double perSecond, double seconds, RawHops hops) throws InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long ahead = began + (long) (i * 1e9 / perSecond) - System.nanoTime();
      if (ahead > 0) {
        TimeUnit.NANOSECONDS.sleep(ahead);
      }
      send();
      if (i % EVENTS_A_HOP == 0) {
        hops.send();
      }
    }
  }

  private void send() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    String site = "site-" + number % SITES;
    journeys.sent(number, Clock.us(now));
    SpecificRecord event = payloads.event(site, number++, now);
    var unused = producer.send(new ProducerRecord<>(Topics.of(net.modality()), 0, site, event));
  }

  @Override
  public void close() {
    producer.close();
  }
}
