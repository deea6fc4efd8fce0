package io.sensorium.fusion.stream;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.Dropped;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.stream.output.MomentWriter;
import io.sensorium.fusion.stream.output.Outbox;
import io.sensorium.fusion.stream.output.Outgoing;
import io.sensorium.fusion.stream.site.TaskAlignment;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.HeadCodec;
import io.sensorium.fusion.stream.source.RegistryPatience;
import io.sensorium.fusion.stream.source.SourceTopics;
import io.sensorium.fusion.stream.source.Traceparent;
import io.sensorium.fusion.stream.source.Utf8Key;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
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
  static final String STATE = "state";

  /** Every sensor is looked at for them. */
  private static final long FIGURES_INTERVAL_MS = 5_000;

  private final FusionParts parts;
  private final AvroSerializer<SpecificRecord> encoder = new AvroSerializer<>();
  private final RegistryPatience patience;
  private final CommitTiming commits;

  // Set by init.
  private ProcessorContext<byte[], Outgoing> context;
  private List<TopicPartition> partitions = List.of();
  private Outbox outbox;
  private MomentWriter moments;
  private TaskAlignment alignment;
  private @Nullable Cancellable clock;
  private boolean awaiting;
  private long countedEvents;
  private long countedMoments;
  private long nextFiguresMs;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  FusionProcessor(FusionParts parts) {
    this.parts = parts;
    this.encoder.configure(parts.kafka(), false);
    this.patience = RegistryPatience.of(parts.closing());
    this.commits = new CommitTiming(parts.mostBetweenCommitsMs());
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> processorContext) {
    context = processorContext;
    int partition = context.taskId().partition();
    partitions =
        SourceTopics.of(parts.pipeline()).stream()
            .map(topic -> new TopicPartition(topic, partition))
            .toList();
    outbox = new Outbox(parts.pipeline(), partition);
    moments = new MomentWriter(encoder, parts.pipeline(), partition);
    KeyValueStore<Bytes, byte[]> state = context.getStateStore(STATE);
    alignment = new TaskAlignment(parts.spec(), state, this);
    BeforeCommit beforeCommit = context.getStateStore(BeforeCommit.NAME);
    beforeCommit.run(this::save);
    parts.horizon().begin(partitions);
    keepTime();
    count();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    ArrivedEvent event = event(record, place);
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
    release();
  }

  @Override
  public void close() {
    parts.horizon().end(partitions);
    parts.counter().waiting(-countedEvents, -countedMoments);
    parts.counter().clocks(this, null);
    encoder.close();
  }

  @Override
  public void emitted(String site, AlignedMoment<ArrivedEvent> aligned) {
    String id = Outbox.momentId(parts.pipeline().name(), site, aligned.epoch(), aligned.timeUs());
    String traceparent = outbox.trace(aligned);
    forward(
        FusionTopology.MOMENTS,
        Utf8Key.bytes(site),
        patience.ask(() -> moments.write(id, site, aligned, traceparent)),
        aligned.closedUs() / 1_000,
        Traceparent.headers(traceparent));
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

  @Override
  public void alarmed(ClockAlarm<ArrivedEvent> alarm) {
    ArrivedEvent event = alarm.event().handle();
    send(
        FusionTopology.ALARMS,
        Topics.alarms(parts.pipeline().name()),
        Utf8Key.bytes(event.header.site()),
        outbox.alarm(alarm),
        event.place.arrivalMs(),
        event.header.traceparent());
    if (alarm.raised()) {
      parts.counter().alarm();
    }
  }

  @Override
  public void overtaken(ArrivedEvent event, long passedMs) {
    parts.overtaken().one(event, passedMs);
  }

  /** The event of a record; null where it is none, and a dead letter has been sent. */
  private @Nullable ArrivedEvent event(Record<byte[], byte[]> record, RecordMetadata place) {
    String traceparent = Traceparent.of(record.headers());
    HeadCodec.Found found = HeadCodec.read(record.value(), traceparent);
    if (found instanceof HeadCodec.Head head) {
      return new ArrivedEvent(
          new ArrivedEvent.Place(
              SourceTopics.modality(place.topic()),
              place.offset(),
              record.timestamp(),
              head.length(),
              head.checksum()),
          head.header(),
          ArrivedEvent.Standing.WAITING);
    }
    refuse(record, place, (HeadCodec.Refused) found, traceparent);
    return null;
  }

  private void refuse(
      Record<byte[], byte[]> record,
      RecordMetadata place,
      HeadCodec.Refused refused,
      @Nullable String traceparent) {
    String topic = Topics.deadLetters(parts.pipeline().name());
    DeadLetter letter =
        outbox.deadLetter(record.key(), place, refused, traceparent, parts.clock().instant());
    RecordHeaders headers = Traceparent.headers(traceparent);
    ReplayMark.copy(record.headers(), headers);
    byte[] bytes = patience.ask(() -> encoder.serialize(topic, letter));
    forward(FusionTopology.DEAD_LETTERS, record.key(), bytes, record.timestamp(), headers);
    parts.counter().deadLetter();
  }

  private void send(
      String sink,
      String topic,
      byte @Nullable [] key,
      SpecificRecord value,
      long timestamp,
      @Nullable String traceparent) {
    byte[] bytes = patience.ask(() -> encoder.serialize(topic, value));
    forward(sink, key, bytes, timestamp, Traceparent.headers(traceparent));
  }

  private void forward(
      String sink, byte @Nullable [] key, byte[] value, long timestamp, RecordHeaders headers) {
    commits.sent();
    context.forward(
        new Record<>(
            key,
            new Outgoing(context.taskId().partition(), value),
            Math.max(0, timestamp),
            headers),
        sink);
  }

  /**
   * The wall clock is looked at only while something waits for it: an idle task commits nothing.
   * The broker is asked only when what waits is about to be due.
   */
  private void keepTime() {
    long soonMs = context.currentSystemTimeMs() + FusionTopology.POLL.toMillis();
    if (awaiting != (commits.pending() || alignment.waitsFor(soonMs))) {
      awaiting = !awaiting;
      parts.horizon().awaited(partitions, awaiting);
    }
    boolean waits = alignment.waits() || commits.pending();
    if (waits && clock == null) {
      clock =
          context.schedule(
              FusionParts.CLOCK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> release());
    } else if (!waits && clock != null) {
      clock.cancel();
      clock = null;
    }
  }

  private void release() {
    long knownMs = parts.horizon().knownUpTo(partitions);
    // One partition alone has its records in the order of their arrival.
    long inOrderMs = partitions.size() == 1 ? Long.MAX_VALUE : knownMs;
    alignment.release(inOrderMs, knownMs);
    long now = context.currentSystemTimeMs();
    commits.working(now);
    if (commits.due(now, knownMs)) {
      context.commit();
    }
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

  /** What was decided is on the broker before the state that says so. */
  private void save() {
    long now = context.currentSystemTimeMs();
    parts.outputs().await();
    alignment.save();
    commits.committing(now);
    if (parts.spec().estimates() && now >= nextFiguresMs) {
      parts.counter().clocks(this, alignment.clocks());
      nextFiguresMs = now + FIGURES_INTERVAL_MS;
    }
  }
}
