package io.sensorium.fusion.stream;

import io.sensorium.event.ClosedBy;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.DropReason;
import io.sensorium.event.Dropped;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.event.Stage;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Pace;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the Avro records of what is decided. The partition is the task's. */
final class Outbox {
  private static final int MICROS = 1_000_000;
  private static final int MOST_DEAD_LETTER_BYTES = 64 << 10;

  private final Pipeline pipeline;
  private final int partition;

  Outbox(Pipeline pipeline, int partition) {
    this.pipeline = pipeline;
    this.partition = partition;
  }

  /** A moment's id: what it is of, and nothing that a second run would not find again. */
  static String momentId(String pipeline, String site, int epoch, long timeUs) {
    return pipeline + "/" + site + "/" + epoch + "/" + timeUs;
  }

  Moment moment(String site, AlignedMoment<ArrivedEvent> moment) {
    List<MomentInput> inputs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < pipeline.inputs().size(); i++) {
      Input input = pipeline.inputs().get(i);
      List<SensorEvent<ArrivedEvent>> match = moment.matches().get(i);
      if (match.isEmpty()) {
        missing.add(input.name());
      } else {
        List<EventReference> references = new ArrayList<>(match.size());
        match.forEach(event -> references.add(reference(event.handle())));
        inputs.add(new MomentInput(input.name(), input.modality(), references));
      }
    }
    return new Moment(
        momentId(pipeline.name(), site, moment.epoch(), moment.timeUs()),
        pipeline.name(),
        site,
        moment.epoch(),
        instant(moment.timeUs()),
        instant(moment.openedUs()),
        instant(moment.closedUs()),
        closedBy(moment.closedBy()),
        inputs,
        missing,
        trace(moment));
  }

  Dropped dropped(ArrivedEvent event, io.sensorium.fusion.align.DropReason reason) {
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

  DeadLetter deadLetter(
      Record<?, byte[]> record, String topic, long offset, RuntimeException why, Instant now) {
    byte[] value = record.value();
    return new DeadLetter(
        pipeline.name(),
        topic,
        partition,
        offset,
        record.key() instanceof byte[] key ? Utf8Key.text(key) : null,
        null,
        Stage.FUSION,
        String.valueOf(why.getMessage()),
        null,
        now,
        value == null || value.length > MOST_DEAD_LETTER_BYTES ? null : ByteBuffer.wrap(value),
        EventDecoder.traceparent(record.headers()));
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

  /** Of the event that opened it; of its first event that has one, where a tick opened it. */
  private @Nullable String trace(AlignedMoment<ArrivedEvent> moment) {
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

  private static ClosedBy closedBy(io.sensorium.fusion.align.ClosedBy by) {
    return switch (by) {
      case SETTLED -> ClosedBy.SETTLED;
      case WAIT -> ClosedBy.WAIT;
      case IDLE -> ClosedBy.IDLE;
      case RESET -> ClosedBy.RESET;
    };
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }
}
