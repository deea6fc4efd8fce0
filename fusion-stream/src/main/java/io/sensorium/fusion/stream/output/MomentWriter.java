package io.sensorium.fusion.stream.output;

import io.sensorium.event.ClosedBy;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes moments as {@link Moment} has them, field by field and without the objects: a fifth of all
 * that fusion does would else be making and walking them. An event's reference is written once,
 * however many moments have it. Not thread-safe.
 */
public final class MomentWriter {
  private final AvroSerializer<SpecificRecord> serializer;
  private final String topic;
  private final int partition;
  private final byte[] pipeline;
  private final byte[][] names;
  private final int[] modalities;
  private final ByteArrayOutputStream scratch = new ByteArrayOutputStream(256);
  private @Nullable BinaryEncoder references;

  public MomentWriter(AvroSerializer<SpecificRecord> serializer, Pipeline pipeline, int partition) {
    this.serializer = serializer;
    this.topic = Topics.moments(pipeline.name());
    this.partition = partition;
    this.pipeline = utf8(pipeline.name());
    List<Input> inputs = pipeline.inputs();
    this.names = inputs.stream().map(input -> utf8(input.name())).toArray(byte[][]::new);
    this.modalities =
        inputs.stream()
            .mapToInt(i -> Modality.getClassSchema().getEnumOrdinal(i.modality().name()))
            .toArray();
  }

  /** The bytes of a moment. */
  public byte[] write(
      String id, String site, AlignedMoment<ArrivedEvent> moment, @Nullable String traceparent) {
    return serializer.serialize(
        topic, Moment.getClassSchema(), out -> fields(out, id, site, moment, traceparent));
  }

  private void fields(
      Encoder out,
      String id,
      String site,
      AlignedMoment<ArrivedEvent> moment,
      @Nullable String traceparent)
      throws IOException {
    out.writeString(id);
    out.writeBytes(pipeline);
    out.writeString(site);
    out.writeInt(moment.epoch());
    out.writeLong(moment.timeUs());
    out.writeLong(moment.openedUs());
    out.writeLong(moment.closedUs());
    out.writeEnum(ClosedBy.getClassSchema().getEnumOrdinal(moment.closedBy().name()));
    int missing = 0;
    for (List<SensorEvent<ArrivedEvent>> match : moment.matches()) {
      missing += match.isEmpty() ? 1 : 0;
    }
    out.writeArrayStart();
    out.setItemCount(names.length - missing);
    for (int i = 0; i < names.length; i++) {
      if (!moment.matches().get(i).isEmpty()) {
        input(out, i, moment.matches().get(i));
      }
    }
    out.writeArrayEnd();
    out.writeArrayStart();
    out.setItemCount(missing);
    for (int i = 0; i < names.length; i++) {
      if (moment.matches().get(i).isEmpty()) {
        out.startItem();
        out.writeBytes(names[i]);
      }
    }
    out.writeArrayEnd();
    optional(out, traceparent);
  }

  private void input(Encoder out, int input, List<SensorEvent<ArrivedEvent>> match)
      throws IOException {
    out.startItem();
    out.writeBytes(names[input]);
    out.writeEnum(modalities[input]);
    out.writeArrayStart();
    out.setItemCount(match.size());
    for (SensorEvent<ArrivedEvent> event : match) {
      out.startItem();
      byte[] reference = event.handle().reference;
      if (reference == null) {
        reference = reference(event.handle());
        event.handle().reference = reference;
      }
      out.writeFixed(reference);
    }
    out.writeArrayEnd();
  }

  private byte[] reference(ArrivedEvent event) {
    scratch.reset();
    references = EncoderFactory.get().binaryEncoder(scratch, references);
    try {
      references.writeString(event.header.sensor());
      references.writeString(event.header.id());
      references.writeLong(event.header.timeUs());
      references.writeLong(event.header.durationUs());
      references.writeString(Topics.of(Modality.valueOf(event.place.modality().name())));
      references.writeInt(partition);
      references.writeLong(event.place.offset());
      references.writeInt(event.place.length());
      references.writeInt(event.place.checksum());
      optional(references, event.header.text());
      references.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scratch.toByteArray();
  }

  private static void optional(Encoder out, @Nullable String text) throws IOException {
    out.writeIndex(text == null ? 0 : 1);
    if (text == null) {
      out.writeNull();
    } else {
      out.writeString(text);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
