package io.sensorium.bench.worker;

import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Payloads;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events of 16 sites in turn on their payload topic, and a moment for each, with a reference to it,
 * as fusion would write them.
 */
public final class WorkerLoad {
  private static final int SITES = 16;
  private static final long STEP_US = 1000;

  private final Net net;
  private final Payloads payloads;
  private final int partitions;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private final Map<String, Object> settings;

  /**
   * @param kafka client settings
   * @param partitions of the topics
   */
  public WorkerLoad(Net net, Payloads payloads, Map<String, String> kafka, int partitions) {
    this.net = net;
    this.payloads = payloads;
    this.partitions = partitions;
    serializer.configure(kafka, false);
    settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.LARGEST_BYTES);
  }

  /** Writes both, as fast as Kafka takes them. */
  public void write(int events) throws ExecutionException, InterruptedException {
    String topic = Topics.of(net.modality());
    String moments = Topics.moments(ModelFolder.PIPELINE);
    List<Moment> all = new ArrayList<>(events);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<byte[]> values = new ArrayList<>();
      List<Future<RecordMetadata>> places = new ArrayList<>();
      for (int number = 0; number < events; number++) {
        byte[] value = serialized(topic, payloads.event(site(number), number, time(number)));
        values.add(value);
        places.add(producer.send(record(topic, number, value)));
        if (values.size() == 1024 || number == events - 1) {
          for (int i = 0; i < values.size(); i++) {
            all.add(moment(all.size(), values.get(i), places.get(i).get()));
          }
          values.clear();
          places.clear();
        }
      }
      Future<RecordMetadata> last = null;
      for (int number = 0; number < events; number++) {
        last = producer.send(record(moments, number, serialized(moments, all.get(number))));
      }
      producer.flush();
      if (last != null) {
        last.get();
      }
    }
  }

  private byte[] serialized(String topic, SpecificRecord record) {
    return Objects.requireNonNull(serializer.serialize(topic, record));
  }

  private ProducerRecord<byte[], byte[]> record(String topic, int number, byte[] value) {
    return new ProducerRecord<>(
        topic, number % SITES % partitions, site(number).getBytes(StandardCharsets.UTF_8), value);
  }

  private Moment moment(int number, byte[] value, RecordMetadata place) {
    Instant time = time(number);
    CRC32C checksum = new CRC32C();
    checksum.update(value);
    boolean text = net.modality() == Modality.TEXT;
    EventReference reference =
        new EventReference(
            "sensor",
            Integer.toString(number),
            time,
            0L,
            place.topic(),
            place.partition(),
            place.offset(),
            value.length,
            (int) checksum.getValue(),
            text ? payloads.text(number) : null);
    return new Moment(
        "bench/" + site(number) + "/0/" + ChronoUnit.MICROS.between(Instant.EPOCH, time),
        ModelFolder.PIPELINE,
        site(number),
        0,
        time,
        time,
        time,
        ClosedBy.SETTLED,
        List.of(new MomentInput("event", net.modality(), List.of(reference))),
        List.of(),
        null);
  }

  private Instant time(int number) {
    return start.plus(number * STEP_US, ChronoUnit.MICROS);
  }

  private static String site(int number) {
    return "site-" + number % SITES;
  }
}
