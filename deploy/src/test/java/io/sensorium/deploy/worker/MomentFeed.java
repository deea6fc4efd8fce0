package io.sensorium.deploy.worker;

import io.sensorium.event.CameraFrame;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes frames, and a moment for each that refers to it, at a steady pace or one by one. */
final class MomentFeed implements AutoCloseable {
  /** The one input of its moments. */
  static final String INPUT = "view";

  private static final int FRAME_BYTES = 2_000;

  private final String pipeline;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean stopping;
  private long next;

  private MomentFeed(Map<String, String> kafka, String pipeline, int partitions, int perSecond) {
    this.pipeline = pipeline;
    this.partitions = partitions;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("linger.ms", "2");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    serializer.configure(kafka, false);
    // A moment is sent from the callback of its frame, which must not wait for what a topic is.
    producer.partitionsFor(Topics.CAMERA_FRAMES);
    producer.partitionsFor(Topics.moments(pipeline));
    thread = new Thread(() -> run(perSecond), "moment-feed");
  }

  /** One that sends when it is told. */
  static MomentFeed open(Map<String, String> kafka, String pipeline, int partitions) {
    return new MomentFeed(kafka, pipeline, partitions, 0);
  }

  /** One that sends so many moments a second until it is finished. */
  static MomentFeed start(
      Map<String, String> kafka, String pipeline, int partitions, int perSecond) {
    MomentFeed feed = new MomentFeed(kafka, pipeline, partitions, perSecond);
    feed.thread.start();
    return feed;
  }

  /** Sends so many moments. */
  void send(int number) {
    for (int i = 0; i < number; i++) {
      send("m" + next++);
    }
    producer.flush();
  }

  /** Sends one moment whose id ends with that name. */
  void send(String name) {
    int partition = Math.floorMod(name.hashCode(), partitions);
    byte[] site = ("site-" + partition).getBytes(StandardCharsets.UTF_8);
    Instant now = Instant.now();
    CameraFrame frame =
        new CameraFrame(
            "site-" + partition,
            "door",
            name,
            now,
            ImageEncoding.JPEG,
            ByteBuffer.wrap(new byte[FRAME_BYTES]));
    byte[] value = serializer.serialize(Topics.CAMERA_FRAMES, frame);
    String id = pipeline + "/" + name;
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.CAMERA_FRAMES, partition, site, value),
            (place, failed) -> {
              if (failed == null) {
                moment(id, site, now, place, value);
              } else {
                failure.compareAndSet(null, failed);
              }
            });
  }

  private void moment(String id, byte[] site, Instant time, RecordMetadata place, byte[] frame) {
    CRC32C checksum = new CRC32C();
    checksum.update(frame, 0, frame.length);
    EventReference reference =
        new EventReference(
            "door",
            id,
            time,
            0L,
            place.topic(),
            place.partition(),
            place.offset(),
            frame.length,
            (int) checksum.getValue(),
            null);
    Moment moment =
        new Moment(
            id,
            pipeline,
            new String(site, StandardCharsets.UTF_8),
            0,
            time,
            time,
            time,
            ClosedBy.SETTLED,
            List.of(new MomentInput(INPUT, Modality.CAMERA, List.of(reference))),
            List.of(),
            null);
    String topic = Topics.moments(pipeline);
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic, place.partition(), site, serializer.serialize(topic, moment)),
            (done, failed) -> {
              if (failed == null) {
                sent.add(id);
              } else {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Ids of the moments that are on their topic. */
  Set<String> sent() {
    return Set.copyOf(sent);
  }

  /** Stops, and returns the ids of all moments. */
  Set<String> finish() throws Exception {
    stopping = true;
    thread.join();
    // A frame's moment is sent while the frame is flushed.
    producer.flush();
    producer.flush();
    if (failure.get() != null) {
      throw failure.get();
    }
    return sent();
  }

  private void run(int perSecond) {
    long start = System.nanoTime();
    while (!stopping) {
      while (next < (System.nanoTime() - start) * perSecond / 1_000_000_000) {
        send("m" + next++);
      }
      LockSupport.parkNanos(5_000_000);
    }
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
