package io.sensorium.fusion.stream.output;

import io.sensorium.event.AlarmState;
import io.sensorium.event.ClockAlarm;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.DropReason;
import io.sensorium.event.Dropped;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Stage;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.HeadCodec;
import io.sensorium.fusion.stream.source.Utf8Key;
import io.sensorium.pipeline.Pace;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes the Avro records of what is decided. The partition is the task's. */
public final class Outbox {
  private static final int MICROS = 1_000_000;
  private static final double PPB_IN_PPM = 1_000;

  private final Pipeline pipeline;
  private final int partition;

  public Outbox(Pipeline pipeline, int partition) {
    this.pipeline = pipeline;
    this.partition = partition;
  }

  /** A moment's id: what it is of, and nothing that a second run would not find again. */
  public static String momentId(String pipeline, String site, int epoch, long timeUs) {
    return pipeline + "/" + site + "/" + epoch + "/" + timeUs;
  }

  public Dropped dropped(ArrivedEvent event, io.sensorium.fusion.align.DropReason reason) {
    return new Dropped(
        pipeline.name(),
        event.header.site(),
        modality(event),
        event.header.sensor(),
        event.header.id(),
        instant(event.header.timeUs()),
        DropReason.valueOf(reason.name()),
        reference(event),
        event.header.traceparent());
  }

  public ClockAlarm alarm(io.sensorium.fusion.align.ClockAlarm<ArrivedEvent> alarm) {
    ArrivedEvent event = alarm.event().handle();
    Long driftPpb = alarm.reading().driftPpb();
    return new ClockAlarm(
        pipeline.name(),
        event.header.site(),
        modality(event),
        event.header.sensor(),
        event.header.id(),
        instant(event.header.timeUs()),
        instant(alarm.arrivalUs()),
        alarm.raised() ? AlarmState.RAISED : AlarmState.CLEARED,
        alarm.reading().skewUs(),
        driftPpb == null ? null : driftPpb / PPB_IN_PPM);
  }

  public DeadLetter deadLetter(
      byte @Nullable [] key,
      RecordMetadata place,
      HeadCodec.Refused refused,
      @Nullable String traceparent,
      Instant now) {
    byte[] value = refused.value();
    return new DeadLetter(
        pipeline.name(),
        place.topic(),
        place.partition(),
        place.offset(),
        key == null ? null : Utf8Key.text(key),
        null,
        Stage.FUSION,
        refused.reason(),
        null,
        now,
        value == null ? null : ByteBuffer.wrap(value),
        traceparent);
  }

  private EventReference reference(ArrivedEvent event) {
    return new EventReference(
        event.header.sensor(),
        event.header.id(),
        instant(event.header.timeUs()),
        event.header.durationUs(),
        Topics.of(modality(event)),
        partition,
        event.place.offset(),
        event.place.length(),
        event.place.checksum(),
        event.header.text());
  }

  /** Of the event that opened it; of its first event that has one, where no event alone did. */
  public @Nullable String trace(AlignedMoment<ArrivedEvent> moment) {
    for (int i = 0; i < pipeline.inputs().size(); i++) {
      boolean opens =
          !(pipeline.pace() instanceof Pace.Each each)
              || each.input().equals(pipeline.inputs().get(i).name());
      for (SensorEvent<ArrivedEvent> event : moment.matches().get(i)) {
        String traceparent = event.handle().header.traceparent();
        if (opens && traceparent != null) {
          return traceparent;
        }
      }
    }
    return null;
  }

  private static Modality modality(ArrivedEvent event) {
    return switch (event.place.modality()) {
      case CAMERA -> Modality.CAMERA;
      case AUDIO -> Modality.AUDIO;
      case TEXT -> Modality.TEXT;
    };
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }
}
