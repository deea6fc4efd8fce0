package io.sensorium.fusion.stream.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.Sent;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Header;
import io.sensorium.fusion.stream.source.ArrivedEvent.Place;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MomentWriterTest {
  private static final Map<String, String> KAFKA = Map.of("schema.registry.url", "mock://moments");
  private static final int PARTITION = 3;

  private final Pipeline pipeline = Pipeline.parse("test", Sent.PIPELINE);

  @Test
  void writesTheBytesThatTheGeneratedClassWrites() {
    SplittableRandom random = new SplittableRandom(1);
    String topic = Topics.moments(pipeline.name());
    try (AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
        AvroDeserializer<Moment> deserializer = new AvroDeserializer<>(Moment.class)) {
      serializer.configure(KAFKA, false);
      deserializer.configure(KAFKA, false);
      MomentWriter writer = new MomentWriter(serializer, pipeline, PARTITION);
      for (int n = 0; n < 500; n++) {
        AlignedMoment<ArrivedEvent> aligned = aligned(random);
        String trace = random.nextBoolean() ? null : "00-trace-" + n;
        Moment expected = moment("an id " + n, "häuschen", aligned, trace);

        byte[] written = writer.write("an id " + n, "häuschen", aligned, trace);
        byte[] again = writer.write("an id " + n, "häuschen", aligned, trace);

        assertThat(written).isEqualTo(serializer.serialize(topic, expected)).isEqualTo(again);
        assertThat(deserializer.deserialize(topic, written)).isEqualTo(expected);
      }
    }
  }

  private AlignedMoment<ArrivedEvent> aligned(SplittableRandom random) {
    List<List<SensorEvent<ArrivedEvent>>> matches = new ArrayList<>();
    for (Input input : pipeline.inputs()) {
      List<SensorEvent<ArrivedEvent>> match = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        match.add(event(random, AlignmentPlan.modality(input.modality())));
      }
      matches.add(match);
    }
    return new AlignedMoment<>(
        random.nextInt(3),
        random.nextLong(-1_000, 2_000_000_000_000_000L),
        random.nextLong(2_000_000_000_000_000L),
        random.nextLong(2_000_000_000_000_000L),
        List.of(io.sensorium.fusion.align.ClosedBy.values()).get(random.nextInt(4)),
        matches);
  }

  private static SensorEvent<ArrivedEvent> event(SplittableRandom random, Modality modality) {
    String text = random.nextBoolean() ? null : "wörter " + random.nextLong();
    Header header =
        new Header(
            "site",
            "sensor " + random.nextInt(9),
            "id " + random.nextLong(),
            random.nextLong(2_000_000_000_000_000L),
            random.nextLong(1_000_000),
            text,
            null);
    Place place =
        new Place(
            modality, random.nextLong(1L << 40), 7, random.nextInt(1 << 20), random.nextInt());
    ArrivedEvent arrived = new ArrivedEvent(place, header, Standing.NEW);
    return new SensorEvent<>(
        modality, header.sensor(), header.id(), header.timeUs(), header.durationUs(), arrived);
  }

  private Moment moment(
      String id, String site, AlignedMoment<ArrivedEvent> aligned, @Nullable String trace) {
    List<MomentInput> inputs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < pipeline.inputs().size(); i++) {
      Input input = pipeline.inputs().get(i);
      List<SensorEvent<ArrivedEvent>> match = aligned.matches().get(i);
      if (match.isEmpty()) {
        missing.add(input.name());
      } else {
        inputs.add(
            new MomentInput(
                input.name(),
                input.modality(),
                match.stream().map(e -> reference(input, e.handle())).toList()));
      }
    }
    return new Moment(
        id,
        pipeline.name(),
        site,
        aligned.epoch(),
        instant(aligned.timeUs()),
        instant(aligned.openedUs()),
        instant(aligned.closedUs()),
        ClosedBy.valueOf(aligned.closedBy().name()),
        inputs,
        missing,
        trace);
  }

  private static EventReference reference(Input input, ArrivedEvent event) {
    return new EventReference(
        event.header.sensor(),
        event.header.id(),
        instant(event.header.timeUs()),
        event.header.durationUs(),
        Topics.of(input.modality()),
        PARTITION,
        event.place.offset(),
        event.place.length(),
        event.place.checksum(),
        event.header.text());
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
