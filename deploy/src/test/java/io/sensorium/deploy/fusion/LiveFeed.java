package io.sensorium.deploy.fusion;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events of many sites with event times near now, on a thread of its own: some out of order,
 * some twice, a few late or from the future, and at one site a camera whose clock is set back.
 */
final class LiveFeed implements AutoCloseable {
  /** Id of the last frame of each site. */
  static final String LAST = "last";

  /** What the last frame of a site is ahead of the present, so that nothing is left behind it. */
  private static final long FLUSH_AHEAD_MS = 4_000;

  private static final ByteBuffer PAYLOAD = ByteBuffer.wrap(new byte[60]);
  private static final long CHUNK_US = 300_000;
  private static final int RESET_SITE = 0;
  private static final long RESET_MS = 300_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private final SplittableRandom random;
  private final int sites;
  private final long perSecond;
  private final long most;
  private final Map<Integer, ProducerRecord<byte[], byte[]>> again = new HashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread = new Thread(this::run, "live-feed");
  private volatile boolean stopping;

  private LiveFeed(Map<String, String> kafka, long seed, int sites, long perSecond, long most) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("linger.ms", "2");
    settings.put("batch.size", "131072");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    serializer.configure(kafka, false);
    random = new SplittableRandom(seed);
    this.sites = sites;
    this.perSecond = perSecond;
    this.most = most;
  }

  /**
   * Starts to send.
   *
   * @param perSecond events a second, of all sites together
   * @param most how many to send at most
   */
  static LiveFeed start(
      Map<String, String> kafka, long seed, int sites, long perSecond, long most) {
    LiveFeed feed = new LiveFeed(kafka, seed, sites, perSecond, most);
    feed.thread.start();
    return feed;
  }

  long sent() {
    return sent.get();
  }

  /** Whether it has sent as many as it may. */
  boolean exhausted() {
    return !thread.isAlive();
  }

  /**
   * Ends the feed with one frame for each site after which nothing is left to decide but itself.
   *
   * @return how many events were sent in all
   */
  long finish() throws Exception {
    stopping = true;
    thread.join();
    for (int site = 0; site < sites; site++) {
      frame(site, "door-a", LAST, System.currentTimeMillis() + FLUSH_AHEAD_MS);
    }
    producer.flush();
    if (failure.get() != null) {
      throw failure.get();
    }
    return sent.get();
  }

  private void run() {
    long start = System.nanoTime();
    while (!stopping && sent.get() < most) {
      long due = Math.min(most, (System.nanoTime() - start) * perSecond / 1_000_000_000);
      while (sent.get() < due) {
        next();
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void next() {
    int site = random.nextInt(sites);
    ProducerRecord<byte[], byte[]> last = again.get(site);
    if (last != null && random.nextInt(40) == 0) {
      send(last);
      return;
    }
    long n = sent.get();
    long time = System.currentTimeMillis() - random.nextInt(20);
    switch (random.nextInt(100)) {
      case 0 -> time -= 1_000 + random.nextInt(3_000);
      case 1 -> time += random.nextInt(200) == 0 ? 20_000 : 0;
      case 2, 3, 4, 5, 6 -> time -= random.nextInt(150);
      default -> {}
    }
    int kind = random.nextInt(10);
    if (kind < 5) {
      String sensor = random.nextBoolean() ? "door-a" : "door-b";
      boolean reset = site == RESET_SITE && sensor.equals("door-b") && n > 1_500;
      frame(site, sensor, "f" + n, reset ? time - RESET_MS : time);
    } else if (kind < 8) {
      chunk(site, "c" + n, time);
    } else {
      text(site, "t" + n, time);
    }
  }

  private void frame(int site, String sensor, String id, long ms) {
    send(
        site,
        Topics.CAMERA_FRAMES,
        new CameraFrame(
            name(site), sensor, id, instant(ms), ImageEncoding.JPEG, PAYLOAD.duplicate()));
  }

  private void chunk(int site, String id, long ms) {
    send(
        site,
        Topics.AUDIO_CHUNKS,
        new AudioChunk(
            name(site),
            "mic",
            id,
            instant(ms).minus(CHUNK_US, ChronoUnit.MICROS),
            CHUNK_US,
            SampleEncoding.S16LE,
            16_000,
            1,
            PAYLOAD.duplicate()));
  }

  private void text(int site, String id, long ms) {
    send(
        site,
        Topics.TEXT_EVENTS,
        new TextEvent(name(site), "chat", id, instant(ms), TextKind.MESSAGE, "en", "says " + id));
  }

  private void send(int site, String topic, SpecificRecord value) {
    byte[] key = name(site).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key, serializer.serialize(topic, value));
    again.put(site, record);
    send(record);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    sent.incrementAndGet();
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  private Instant instant(long ms) {
    return Instant.ofEpochMilli(ms).plus(random.nextInt(1_000), ChronoUnit.MICROS);
  }

  private static String name(int site) {
    return "site-" + site;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    serializer.close();
  }
}
