package io.sensorium.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.event.SampleEncoding;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MissingPayload;
import io.sensorium.worker.moment.PayloadEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class PayloadResolverTest {
  private static final Map<String, Object> SERDE =
      Map.of("schema.registry.url", "mock://payload-resolver");
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  /** What the topics hold. */
  private static final class Topics implements SourceRecords {
    private final Map<RecordAddress, Lookup> held = new HashMap<>();

    @Override
    public CompletableFuture<Lookup> read(RecordAddress address) {
      return CompletableFuture.completedFuture(held.get(address));
    }

    @Override
    public void release(int partition) {}

    @Override
    public void close() {}
  }

  private final Topics topics = new Topics();
  private final PayloadResolver resolver =
      new PayloadResolver(
          Set.of("view", "sound", "words"),
          topics,
          new PayloadReader(deserializer(CameraFrame.class), deserializer(AudioChunk.class)),
          new RegistryRetry((work, pause) -> work.run()));

  @Test
  void opensFramesChunksAndTextThatAreAsTheReferencesSay() {
    EventReference frame = hold("camera.frames", 5, frame("jpeg"));
    EventReference chunk = hold("audio.chunks", 9, chunk("pcm"));
    EventReference text = text("the bell rang");

    List<InputPayload> inputs =
        resolve(
            input("view", Modality.CAMERA, frame),
            input("sound", Modality.AUDIO, chunk),
            input("words", Modality.TEXT, text));

    assertThat(inputs).extracting(InputPayload::name).containsExactly("view", "sound", "words");
    assertThat(inputs).allSatisfy(input -> assertThat(input.lost()).isEmpty());
    assertThat(inputs.get(0).events())
        .containsExactly(new PayloadEvent.Frame(frame, bytes("jpeg"), ImageEncoding.JPEG));
    assertThat(inputs.get(1).events())
        .containsExactly(
            new PayloadEvent.Chunk(chunk, bytes("pcm"), SampleEncoding.S16LE, 16_000, 1));
    assertThat(inputs.get(2).events())
        .containsExactly(new PayloadEvent.Text(text, "the bell rang"));
  }

  @Test
  void readsNothingForAnInputThatNoModelUses() {
    EventReference frame = reference("camera.frames", 5, new byte[100]);

    List<InputPayload> inputs = resolve(input("cellar", Modality.CAMERA, frame));

    assertThat(inputs).isEmpty();
    assertThat(resolver.bytes(moment(input("cellar", Modality.CAMERA, frame)))).isZero();
    assertThat(resolver.bytes(moment(input("view", Modality.CAMERA, frame)))).isEqualTo(100);
  }

  @Test
  void namesAPayloadThatRetentionHasTakenAndKeepsItsNeighbours() {
    EventReference there = hold("audio.chunks", 9, chunk("pcm"));
    EventReference gone = reference("audio.chunks", 8, new byte[3]);
    topics.held.put(RecordAddress.of(gone), new Lookup.Gone("the topic now begins at 9"));

    InputPayload sound = resolve(input("sound", Modality.AUDIO, gone, there)).get(0);

    assertThat(sound.events()).extracting(PayloadEvent::reference).containsExactly(there);
    assertThat(sound.lost())
        .containsExactly(
            new MissingPayload(
                gone, MissingReason.EXPIRED, "audio.chunks-0@8: the topic now begins at 9"));
  }

  @Test
  void namesAPayloadWhoseLengthOrChecksumDiffers() {
    EventReference flipped = hold("camera.frames", 5, frame("jpeg"));
    byte[] other = frame("jpeg");
    other[other.length - 1] ^= 1;
    topics.held.put(RecordAddress.of(flipped), new Lookup.Found(other));
    EventReference cut = hold("camera.frames", 6, frame("jpeg"));
    topics.held.put(
        RecordAddress.of(cut), new Lookup.Found(Arrays.copyOf(other, other.length - 2)));

    InputPayload view = resolve(input("view", Modality.CAMERA, flipped, cut)).get(0);

    assertThat(view.events()).isEmpty();
    assertThat(view.lost())
        .extracting(MissingPayload::reason)
        .containsExactly(MissingReason.CORRUPT, MissingReason.CORRUPT);
    assertThat(view.lost().get(0).detail()).contains("expected CRC-32C");
    assertThat(view.lost().get(1).detail())
        .contains("expected " + other.length + " bytes, found " + (other.length - 2));
  }

  @Test
  void namesAPayloadThatIsNoRecordOfItsSchema() {
    byte[] truncated = Arrays.copyOf(frame("jpeg"), 20);
    EventReference cut = hold("camera.frames", 5, truncated);
    EventReference noise = hold("camera.frames", 6, "noise".getBytes(StandardCharsets.UTF_8));
    EventReference unknown = hold("camera.frames", 7, new byte[] {0, 0, 1, 1, 1, 1, 1});

    InputPayload view = resolve(input("view", Modality.CAMERA, cut, noise, unknown)).get(0);

    assertThat(view.events()).isEmpty();
    assertThat(view.lost())
        .extracting(MissingPayload::reason)
        .containsOnly(MissingReason.UNREADABLE)
        .hasSize(3);
  }

  private List<InputPayload> resolve(MomentInput... inputs) {
    return resolver.resolve(moment(inputs)).join().inputs();
  }

  private static Moment moment(MomentInput... inputs) {
    return new Moment(
        "id", "home", "site", 0, T, T, T, ClosedBy.SETTLED, List.of(inputs), List.of(), null);
  }

  private static MomentInput input(String name, Modality modality, EventReference... events) {
    return new MomentInput(name, modality, List.of(events));
  }

  private EventReference hold(String topic, long offset, byte[] value) {
    topics.held.put(
        new RecordAddress(new TopicPartition(topic, 0), offset), new Lookup.Found(value));
    return reference(topic, offset, value);
  }

  private static EventReference reference(String topic, long offset, byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(value);
    return new EventReference(
        "s", "e" + offset, T, 0L, topic, 0, offset, value.length, (int) crc.getValue(), null);
  }

  private static EventReference text(String text) {
    return new EventReference("s", "t", T, 0L, "text.events", 0, 1L, 0, 0, text);
  }

  private static byte[] frame(String payload) {
    return serialize(
        "camera.frames", new CameraFrame("site", "s", "e", T, ImageEncoding.JPEG, bytes(payload)));
  }

  private static byte[] chunk(String payload) {
    return serialize(
        "audio.chunks",
        new AudioChunk("site", "s", "e", T, 10L, SampleEncoding.S16LE, 16_000, 1, bytes(payload)));
  }

  private static ByteBuffer bytes(String payload) {
    return ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> byte[] serialize(String topic, T record) {
    try (Serializer<T> serializer = new AvroSerializer<>()) {
      serializer.configure(SERDE, false);
      return serializer.serialize(topic, record);
    }
  }

  private static <T> Deserializer<T> deserializer(Class<T> type) {
    Deserializer<T> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(SERDE, false);
    return deserializer;
  }
}
