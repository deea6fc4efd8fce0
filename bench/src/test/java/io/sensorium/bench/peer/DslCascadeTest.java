package io.sensorium.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.contender.JoinedRow;
import io.sensorium.bench.peer.DslJoin.Payload;
import io.sensorium.bench.peer.DslJoin.Stores;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DslCascadeTest {
  private static final long T = 1_000_000;
  private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://dsl");

  private final LongAdder taken = new LongAdder();
  private final AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
  @TempDir private Path folder;
  private TopologyTestDriver driver;
  private TestOutputTopic<String, byte[]> rows;

  private void open(Stores stores, Payload payload) {
    Properties settings = new DslJoin(stores, payload, DslJoin.Guarantee.AT_LEAST_ONCE).settings();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dsl");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    StreamsBuilder builder = DslJoin.builder(settings);
    new DslCascade(REGISTRY, payload::of, taken::increment).addTo(builder, "rows");
    driver = new TopologyTestDriver(builder.build(settings), settings);
    rows = driver.createOutputTopic("rows", new StringDeserializer(), new ByteArrayDeserializer());
    values.configure(REGISTRY, false);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void a_frame_meets_every_chunk_in_its_window_and_every_text_of_the_lookback(Stores stores) {
    open(stores, Payload.INLINE);
    text("too-old", T - 10_001);
    text("early", T - 10_000);
    text("late", T);
    chunk("too-early", T - 1000);
    chunk("first", T - 999);
    frame("1", T);
    text("after", T + 1);
    chunk("last", T + 499);
    chunk("too-late", T + 500);

    assertThat(read())
        .containsExactlyInAnyOrder(
            new JoinedRow("door/1", "chat/early", "hall/first"),
            new JoinedRow("door/1", "chat/late", "hall/first"),
            new JoinedRow("door/1", "chat/early", "hall/last"),
            new JoinedRow("door/1", "chat/late", "hall/last"));
    assertThat(taken.sum()).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void payloads_that_are_left_out_change_no_row(Payload payload) {
    open(Stores.IN_MEMORY, payload);
    text("a", T);
    chunk("a", T);
    frame("1", T);

    assertThat(read()).containsExactly(new JoinedRow("door/1", "chat/a", "hall/a"));
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void a_frame_without_text_and_sound_comes_alone_once_newer_events_have_come(Stores stores) {
    open(stores, Payload.INLINE);
    frame("1", T);
    assertThat(read()).isEmpty();

    // Each join looks at most once a second of the wall clock.
    for (long ms = T + 1000; ms < T + 10_000; ms += 1000) {
      driver.advanceWallClockTime(Duration.ofSeconds(2));
      frame("x" + ms, ms);
    }

    assertThat(read()).contains(new JoinedRow("door/1", null, null));
  }

  private List<JoinedRow> read() {
    List<JoinedRow> read = new ArrayList<>();
    rows.readValuesToList().forEach(value -> read.add(JoinedRow.decode(value)));
    return read;
  }

  private void frame(String id, long ms) {
    ByteBuffer payload = ByteBuffer.wrap("image".getBytes(UTF_8));
    send(
        Topics.CAMERA_FRAMES,
        new CameraFrame("home", "door", id, Instant.ofEpochMilli(ms), ImageEncoding.JPEG, payload));
  }

  private void chunk(String id, long ms) {
    ByteBuffer payload = ByteBuffer.wrap("sound".getBytes(UTF_8));
    send(
        Topics.AUDIO_CHUNKS,
        new AudioChunk(
            "home",
            "hall",
            id,
            Instant.ofEpochMilli(ms),
            500_000L,
            SampleEncoding.S16LE,
            16_000,
            1,
            payload));
  }

  private void text(String id, long ms) {
    send(
        Topics.TEXT_EVENTS,
        new TextEvent(
            "home", "chat", id, Instant.ofEpochMilli(ms), TextKind.MESSAGE, null, "hello"));
  }

  private void send(String topic, SpecificRecord event) {
    driver
        .createInputTopic(topic, new StringSerializer(), values)
        .pipeInput("home", event, Instant.EPOCH);
  }
}
