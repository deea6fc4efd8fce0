package io.sensorium.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
  private final Fixture fixture = new Fixture();

  @Test
  void aRecordComesBackAsItWas() {
    // given
    CameraFrame frame = Fixture.frame(100_000);
    // when
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("camera.frames", frame);
    // then
    assertThat(bytes).startsWith(0, 0, 0, 0, 1);
    assertThat(fixture.<CameraFrame>deserializer().deserialize("camera.frames", bytes))
        .isEqualTo(frame);
  }

  @Test
  void thePayloadOfARecordInAnArrayOfItsOwnIsNotCopied() {
    // given
    byte[] bytes =
        fixture.<CameraFrame>serializer().serialize("camera.frames", Fixture.frame(100_000));
    // when
    CameraFrame frame = fixture.<CameraFrame>deserializer().deserialize("camera.frames", bytes);
    // then
    assertThat(frame.getPayload().array()).isSameAs(bytes);
    assertThat(frame.getPayload().arrayOffset()).isPositive();
    assertThat(frame.getPayload()).isEqualTo(Fixture.frame(100_000).getPayload());
  }

  @Test
  void theBufferOfAFetchMayBeUsedAgainAfterwards() {
    // given
    CameraFrame frame = Fixture.frame(100);
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("t", frame);
    ByteBuffer fetched = ByteBuffer.wrap(bytes);
    // when
    CameraFrame read =
        fixture.<CameraFrame>deserializer().deserialize("t", new RecordHeaders(), fetched);
    Arrays.fill(bytes, (byte) 0);
    // then
    assertThat(read).isEqualTo(frame);
  }

  @Test
  void noValueIsNoRecord() {
    assertThat(fixture.<CameraFrame>serializer().serialize("t", null)).isNull();
    assertThat(fixture.<CameraFrame>deserializer().deserialize("t", null)).isNull();
    assertThat(
            fixture
                .<CameraFrame>deserializer()
                .deserialize("t", new RecordHeaders(), (ByteBuffer) null))
        .isNull();
  }

  @Test
  void aRecordIsReadWhereItStandsInALargerBuffer() {
    // given
    CameraFrame frame = Fixture.frame(10);
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("t", frame);
    ByteBuffer larger = ByteBuffer.allocate(bytes.length + 20).position(7).put(bytes).flip();
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    AvroDeserializer<CameraFrame> deserializer = fixture.deserializer();
    // when, then
    assertThat(deserializer.deserialize("t", new RecordHeaders(), larger.position(7)))
        .isEqualTo(frame);
    assertThat(deserializer.deserialize("t", new RecordHeaders(), direct)).isEqualTo(frame);
  }

  @Test
  void theRegisteredSchemaIsTheOneOfTheFileWithoutJavasProperties() throws Exception {
    // when
    fixture.<CameraFrame>serializer().serialize("camera.frames", Fixture.frame(1));
    // then
    assertThat(fixture.client.getAllSubjects()).containsExactly("camera.frames-value");
    assertThat(fixture.client.getSchemaById(1).canonicalString())
        .doesNotContain("avro.java")
        .contains("timestamp-micros");
  }

  @Test
  void aProjectionReadsTheHeadOfAFrameWithoutItsPayload() {
    // given
    byte[] bytes =
        fixture.<CameraFrame>serializer().serialize("camera.frames", Fixture.frame(100_000));
    Schema head = Projection.without(CameraFrame.getClassSchema(), "payload");
    // when
    AvroDeserializer<IndexedRecord> deserializer = fixture.configured(new AvroDeserializer<>(head));
    GenericRecord read = (GenericRecord) deserializer.deserialize("camera.frames", bytes);
    // then
    assertThat(read.hasField("payload")).isFalse();
    assertThat(read.get("site")).isEqualTo("home-1");
    assertThat(read.get("eventTime")).isEqualTo(1_700_000_000_123_456L);
  }

  @Test
  void aProjectionOfAFieldThatIsNotThereNamesTheFieldsThatAre() {
    assertThatThrownBy(() -> Projection.without(CameraFrame.getClassSchema(), "pixels"))
        .hasMessageContaining("no field 'pixels'")
        .hasMessageContaining("payload");
  }

  @Test
  void aFieldThatTheWriterDidNotKnowHasItsDefault() throws Exception {
    // given a writer of before there was a language or a kind
    Schema old =
        SchemaBuilder.record("TextEvent")
            .namespace("io.sensorium.event")
            .fields()
            .requiredString("site")
            .requiredString("sensor")
            .requiredString("id")
            .name("eventTime")
            .type(TextEvent.getClassSchema().getField("eventTime").schema())
            .noDefault()
            .requiredString("text")
            .endRecord();
    GenericData.Record record = new GenericData.Record(old);
    List.of("site", "sensor", "id", "text").forEach(field -> record.put(field, field));
    record.put("eventTime", 5L);
    // when
    byte[] bytes = fixture.<GenericRecord>serializer().serialize("text.events", record);
    TextEvent read = fixture.<TextEvent>deserializer().deserialize("text.events", bytes);
    // then
    assertThat(read.getLanguage()).isNull();
    assertThat(read.getText()).isEqualTo("text");
  }

  @Test
  void theLatestVersionIsWrittenWhenAskedFor() throws Exception {
    // given a subject whose latest schema has its fields in another order, and one more
    Schema latest =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"TextEvent","namespace":"io.sensorium.event","fields":[
                 {"name":"text","type":"string"},{"name":"site","type":"string"},
                 {"name":"mood","type":"string","default":"calm"}]}""");
    fixture.client.register("text.events-value", new AvroSchema(latest));
    GenericData.Record record =
        new GenericData.Record(
            SchemaBuilder.record("TextEvent")
                .namespace("io.sensorium.event")
                .fields()
                .requiredString("site")
                .requiredString("text")
                .endRecord());
    record.put("site", "home-1");
    record.put("text", "hello");
    // when
    byte[] bytes =
        fixture
            .<GenericRecord>serializer("use.latest.version", "true")
            .serialize("text.events", record);
    GenericRecord read =
        fixture
            .<GenericRecord>deserializer("specific.avro.reader", "false")
            .deserialize("text.events", bytes);
    // then
    assertThat(read).hasToString("{\"text\": \"hello\", \"site\": \"home-1\", \"mood\": \"calm\"}");
    assertThat(fixture.client.registrations).hasValue(0);
  }

  @Test
  void aSchemaThatIsNotRegisteredIsNotWrittenWhereRegistrationIsOff() {
    assertThatThrownBy(
            () ->
                fixture
                    .<CameraFrame>serializer("auto.register.schemas", "false")
                    .serialize("camera.frames", Fixture.frame(1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("camera.frames-value")
        .hasMessageContaining("auto.register.schemas");
  }

  @Test
  void aMockRegistryIsSharedByItsName() {
    // given
    Map<String, Object> settings = Map.of("schema.registry.url", "mock://avro-serde-test");
    CameraFrame frame = Fixture.frame(3);
    try (AvroSerde<CameraFrame> writer = AvroSerde.values(CameraFrame.class, settings);
        AvroSerde<CameraFrame> reader = AvroSerde.values(CameraFrame.class, settings)) {
      // when
      byte[] bytes = writer.serializer().serialize("camera.frames", frame);
      // then
      assertThat(reader.deserializer().deserialize("camera.frames", bytes)).isEqualTo(frame);
    } finally {
      MockSchemaRegistry.dropScope("avro-serde-test");
    }
  }
}
