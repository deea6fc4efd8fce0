package io.sensorium.fusion.stream;

import io.sensorium.event.Dropped;
import io.sensorium.event.Moment;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One task: reads the heads of the source records, hands them to the task's sites and sends what
 * they decide. Kafka Streams calls it on one thread.
 */
final class FusionProcessor
    implements Processor<byte[], byte[], byte[], Outgoing>, TaskAlignment.Outcome {
  static final String EVENTS = "events";
  static final String SITES = "sites";

  private final FusionParts parts;
  private final EventDecoder decoder;
  private final AvroSerializer<SpecificRecord> encoder = new AvroSerializer<>();
  private final RegistryPatience patience;

  // Set by init.
  private ProcessorContext<byte[], Outgoing> context;
  private List<TopicPartition> partitions = List.of();
  private Outbox outbox;
  private TaskAlignment alignment;
  private @Nullable Cancellable clock;
  private long countedEvents;
  private long countedMoments;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  FusionProcessor(FusionParts parts) {
    this.parts = parts;
    this.decoder = new EventDecoder(parts.kafka());
    this.encoder.configure(parts.kafka(), false);
    this.patience =
        new RegistryPatience(
            FusionParts.REGISTRY_ATTEMPTS, p -> Thread.sleep(p.toMillis()), parts.closing());
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> processorContext) {
    context = processorContext;
    int partition = context.taskId().partition();
    partitions =
        Stream.of(Topics.CAMERA_FRAMES, Topics.AUDIO_CHUNKS, Topics.TEXT_EVENTS)
            .map(topic -> new TopicPartition(topic, partition))
            .toList();
    outbox = new Outbox(parts.pipeline(), partition);
    KeyValueStore<Bytes, byte[]> events = context.getStateStore(EVENTS);
    KeyValueStore<Bytes, byte[]> sites = context.getStateStore(SITES);
    alignment = new TaskAlignment(parts.spec(), events, sites, this);
    BeforeCommit beforeCommit = context.getStateStore(BeforeCommit.NAME);
    beforeCommit.run(alignment::save);
    parts.horizon().begin(partitions);
    keepTime();
    count();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    ArrivedEvent event = decode(record, place);
    if (event != null) {
      parts.counter().event(event.place.modality());
      if (alignment.takes(event)) {
        alignment.add(event);
      } else {
        parts.counter().notOurs();
      }
    }
    parts
        .horizon()
        .processed(
            new TopicPartition(place.topic(), place.partition()),
            place.offset(),
            record.timestamp());
    alignment.release(parts.horizon().knownUpTo(partitions));
    keepTime();
    count();
  }

  @Override
  public void close() {
    parts.horizon().end(partitions);
    parts.counter().waiting(-countedEvents, -countedMoments);
    decoder.close();
    encoder.close();
  }

  @Override
  public void emitted(String site, AlignedMoment<ArrivedEvent> aligned) {
    Moment moment = outbox.moment(site, aligned);
    send(
        FusionTopology.MOMENTS,
        Topics.moments(parts.pipeline().name()),
        Utf8Key.bytes(site),
        moment,
        aligned.closedUs() / 1_000,
        moment.getTraceparent());
    parts.counter().moment();
  }

  @Override
  public void dropped(ArrivedEvent event, DropReason reason) {
    Dropped dropped = outbox.dropped(event, reason);
    send(
        FusionTopology.DROPPED,
        Topics.dropped(parts.pipeline().name()),
        Utf8Key.bytes(event.header.site()),
        dropped,
        event.place.arrivalMs(),
        dropped.getTraceparent());
    parts.counter().dropped(reason);
  }

  private @Nullable ArrivedEvent decode(Record<byte[], byte[]> record, RecordMetadata place) {
    try {
      return patience.ask(
          () ->
              decoder.decode(
                  modality(place.topic()),
                  place.topic(),
                  place.offset(),
                  record.timestamp(),
                  record.value(),
                  record.headers()));
    } catch (SerializationException e) {
      send(
          FusionTopology.DEAD_LETTERS,
          Topics.deadLetters(parts.pipeline().name()),
          record.key(),
          outbox.deadLetter(record, place.topic(), place.offset(), e, parts.clock().instant()),
          record.timestamp(),
          EventDecoder.traceparent(record.headers()));
      parts.counter().deadLetter();
      return null;
    }
  }

  private void send(
      String sink,
      String topic,
      byte @Nullable [] key,
      SpecificRecord value,
      long timestamp,
      @Nullable String traceparent) {
    byte[] bytes = patience.ask(() -> encoder.serialize(topic, value));
    RecordHeaders headers = new RecordHeaders();
    if (traceparent != null) {
      headers.add(EventDecoder.TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
    }
    context.forward(
        new Record<>(
            key,
            new Outgoing(context.taskId().partition(), bytes),
            Math.max(0, timestamp),
            headers),
        sink);
  }

  /**
   * The wall clock is looked at only while something waits for it: an idle task commits nothing.
   */
  private void keepTime() {
    if (alignment.waits() && clock == null) {
      clock =
          context.schedule(
              FusionParts.CLOCK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> timePasses());
    } else if (!alignment.waits() && clock != null) {
      clock.cancel();
      clock = null;
    }
  }

  private void timePasses() {
    alignment.release(parts.horizon().knownUpTo(partitions));
    keepTime();
    count();
  }

  private void count() {
    long events = alignment.buffered();
    long moments = alignment.openMoments();
    parts.counter().waiting(events - countedEvents, moments - countedMoments);
    countedEvents = events;
    countedMoments = moments;
  }

  private static Modality modality(String topic) {
    return switch (topic) {
      case Topics.CAMERA_FRAMES -> Modality.CAMERA;
      case Topics.AUDIO_CHUNKS -> Modality.AUDIO;
      default -> Modality.TEXT;
    };
  }
}
