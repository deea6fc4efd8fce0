package io.sensorium.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadBytesTest {
  private final Fixture fixture = new Fixture();
  private final AvroDeserializer<CameraFrame> deserializer = fixture.deserializer();

  @Test
  void jsonIsNamedAsWhatItLooksLike() {
    assertThatThrownBy(() -> deserializer.deserialize("t", "{\"site\":1}".getBytes(UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Topic t: expected magic byte 0, found 123 (JSON?)");
  }

  @Test
  void aValueShorterThanItsHeaderIsNotARecord() {
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {0, 0, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("expected at least 5 bytes, found 3");
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[0]))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void anUnknownSchemaIdIsNamed() {
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 1, 2, 9}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("find schema id 258");
  }

  @Test
  void aPayloadLengthBeyondTheValueFailsBeforeAnythingIsAllocated() throws Exception {
    // given a frame whose payload says that it has two thousand million bytes
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 1});
    fixture.<CameraFrame>serializer().serialize("t", Fixture.frame(1));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    encoder.writeString("site");
    encoder.writeString("sensor");
    encoder.writeString("id");
    encoder.writeLong(5);
    encoder.writeEnum(0);
    encoder.writeLong(2_000_000_000L);
    encoder.flush();
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", out.toByteArray()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("not a record of schema id 1");
  }

  @Test
  void bytesLeftOverAreAnError() {
    // given
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("t", Fixture.frame(1));
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("left over");
  }

  @Test
  void aRecordOfAnotherTypeSaysWhatWasExpectedAndFound() {
    // given
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("t", Fixture.frame(1));
    AvroDeserializer<TextEvent> texts = fixture.configured(new AvroDeserializer<>(TextEvent.class));
    // when, then
    assertThatThrownBy(() -> texts.deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1, io.sensorium.event.CameraFrame")
        .hasMessageContaining("cannot be read as io.sensorium.event.TextEvent");
  }

  @Test
  void aTypeWithoutAClassSaysHowToReadIt() throws Exception {
    // given
    fixture.client.register(
        "s",
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"Tick\",\"namespace\":\"d\",\"fields\":[]}"));
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("d.Tick")
        .hasMessageContaining("specific.avro.reader=false");
  }

  @Test
  void anArrayOfNothingsCannotFillTheMemory() throws Exception {
    // given a schema whose items take no bytes, and a count of two thousand million of them
    fixture.client.register(
        "s", new AvroSchema(new Schema.Parser().parse("{\"type\":\"array\",\"items\":\"null\"}")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 1});
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    encoder.writeLong(2_000_000_000L);
    encoder.flush();
    AvroDeserializer<Object> generic = fixture.deserializer("specific.avro.reader", "false");
    // when, then
    assertThatThrownBy(() -> generic.deserialize("t", out.toByteArray()))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aSchemaThatNestsWithoutEndCannotBreakTheThread() throws Exception {
    // given
    fixture.client.register(
        "s",
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"Nest\",\"fields\":[{\"name\":\"in\",\"type\":[\"null\",\"Nest\"]}]}"));
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, 5, deep.length, (byte) 2);
    deep[4] = 1;
    AvroDeserializer<Object> generic = fixture.deserializer("specific.avro.reader", "false");
    // when, then
    assertThatThrownBy(() -> generic.deserialize("t", deep))
        .isInstanceOf(SerializationException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyDamageIsEitherReadOrASerializationException(long seed) {
    // given
    byte[] good = fixture.<CameraFrame>serializer().serialize("t", Fixture.frame(50));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int k = random.nextInt(4); k > 0 && bad.length > 5; k--) {
        bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt();
      }
      // when, then
      try {
        assertThat(deserializer.deserialize("t", bad)).isNotNull();
      } catch (SerializationException expected) {
        assertThat(expected).hasMessageContaining("Topic t");
      }
    }
  }
}
