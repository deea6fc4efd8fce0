package io.sensorium.fusion.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.AlarmState;
import io.sensorium.event.ClockAlarm;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.Dropped;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.Stage;
import io.sensorium.fusion.clock.ClockFigures;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.fusion.stream.output.SentOutputs;
import io.sensorium.fusion.stream.source.HeadReader;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionTopologyTest {
  private static final Map<String, String> KAFKA = Map.of("schema.registry.url", "mock://fusion");
  private static final long FOREVER = 4_000_000_000_000L;

  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();
  private static final String ALONE =
      """
      pipeline: test-home
      pace: { each: view }
      inputs:
        view: { modality: camera, sensors: "door*" }
      limits: { max-ahead: 200ms, clock-jump: 400ms }
      """;

  private final HeadReader heads = new HeadReader(KAFKA, () -> false);
  private final FusionCounter counter = new FusionCounter();
  private final TestHorizon horizon = new TestHorizon();

  @TempDir private Path folder;

  @BeforeEach
  void configure() {
    serializer.configure(KAFKA, false);
    deserializer.configure(KAFKA, false);
  }

  @AfterEach
  void close() {
    serializer.close();
    heads.close();
    deserializer.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void decidesAsOfflineAlignmentDoes(long seed) throws Exception {
    decidesAsOffline(seed, Sent.pipeline(seed), Sent.random(seed, 600));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void decidesTheEventsOfOneTopicAloneAsOfflineAlignmentDoes(long seed) throws Exception {
    List<Sent> frames =
        Sent.random(seed, 900).stream().filter(e -> e.modality() == Modality.CAMERA).toList();
    decidesAsOffline(seed, ALONE, frames);
  }

  @Test
  void anEventOfOneTopicAloneIsDecidedAsSoonAsItIsRead() {
    try (TopologyTestDriver driver = driver(ALONE)) {
      horizon.known = 900;
      pipe(driver, frame("f", 1_000));

      assertThat(moments(driver)).hasSize(1);
    }
  }

  private void decidesAsOffline(long seed, String yaml, List<Sent> events) throws Exception {
    Sent.record(events, folder.resolve("recording"));

    AlignRecording.run(
        Pipeline.parse("test", yaml),
        folder.resolve("recording"),
        folder.resolve("moments"),
        folder.resolve("dropped"));
    List<String> online;
    List<String> dropped;
    try (TopologyTestDriver driver = driver(yaml)) {
      pipeInterleaved(driver, events, new SplittableRandom(seed));
      online = moments(driver).stream().map(FusionTopologyTest::line).toList();
      dropped = dropped(driver).stream().map(FusionTopologyTest::line).toList();
    }

    assertThat(bySite(online))
        .as("seed %d", seed)
        .isEqualTo(bySite(Files.readAllLines(folder.resolve("moments"))));
    assertThat(bySite(dropped))
        .as("seed %d", seed)
        .isEqualTo(bySite(Files.readAllLines(folder.resolve("dropped"))));
    assertThat(online).isNotEmpty();
    assertThat(counter.counts().moments()).isEqualTo(online.size());
    assertThat(counter.counts().buffered()).isZero();
  }

  @Test
  void aRecordThatIsNoEventBecomesADeadLetterAndItsNeighboursAreAligned() {
    Sent before = frame("before", 1_000);
    Sent after = frame("after", 2_000);
    try (TopologyTestDriver driver = driver(Sent.PIPELINE)) {
      TestInputTopic<String, byte[]> frames = topic(driver, Modality.CAMERA);

      pipe(driver, before);
      frames.pipeInput(
          new TestRecord<>("home-1", "junk".getBytes(StandardCharsets.UTF_8), at(1_500)));
      pipe(driver, after);
      runOn(driver, FOREVER);

      assertThat(moments(driver)).extracting(m -> m.getId()).hasSize(2);
      DeadLetter letter =
          (DeadLetter) read(driver, Topics.deadLetters("test-home"), deserializer).get(0);
      assertThat(letter.getStage()).isEqualTo(Stage.FUSION);
      assertThat(letter.getTopic()).isEqualTo(Topics.CAMERA_FRAMES);
      assertThat(letter.getOffset()).isEqualTo(1);
      assertThat(letter.getSite()).isEqualTo("home-1");
      assertThat(letter.getReason()).contains("expected magic byte 0, found 106");
      assertThat(StandardCharsets.UTF_8.decode(letter.getValue()).toString()).isEqualTo("junk");
      assertThat(counter.counts().deadLetters()).isEqualTo(1);
    }
  }

  @Test
  void aMomentRefersToItsRecordsAndKeepsTheTraceOfTheOneThatOpenedIt() {
    Sent frame = frame("f", 1_000);
    Sent text = new Sent(Modality.TEXT, "home-1", "phone", "t", 900_000, 0, 950);
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (TopologyTestDriver driver = driver(Sent.PIPELINE)) {
      pipe(driver, text);
      TestRecord<String, byte[]> record = record(frame);
      record.headers().add("traceparent", trace.getBytes(StandardCharsets.US_ASCII));
      topic(driver, Modality.CAMERA).pipeInput(record);
      runOn(driver, FOREVER);

      Moment moment = moments(driver).get(0);
      byte[] value = record(frame).value();
      CRC32C crc = new CRC32C();
      crc.update(value);
      assertThat(moment.getId()).isEqualTo("test-home/home-1/0/1000000");
      assertThat(moment.getTraceparent()).isEqualTo(trace);
      assertThat(moment.getMissing()).containsExactly("sound");
      assertThat(moment.getInputs().get(0).getEvents())
          .containsExactly(
              new EventReference(
                  "door-front",
                  "f",
                  Instant.ofEpochSecond(1),
                  0L,
                  Topics.CAMERA_FRAMES,
                  0,
                  0L,
                  value.length,
                  (int) crc.getValue(),
                  null));
      assertThat(moment.getInputs().get(1).getEvents().get(0).getText()).isEqualTo("text of t");
    }
  }

  @Test
  void nothingIsDecidedBeyondTheHorizon() {
    try (TopologyTestDriver driver = driver(Sent.PIPELINE)) {
      pipe(driver, frame("f", 1_000));

      runOn(driver, 999);
      List<Moment> early = moments(driver);
      runOn(driver, 1_000 + 99);
      List<Moment> stillEarly = moments(driver);
      runOn(driver, 1_000 + 100);

      assertThat(early).isEmpty();
      assertThat(stillEarly).isEmpty();
      assertThat(moments(driver)).hasSize(1);
    }
  }

  @Test
  void anEventThatNoInputTakesIsCountedAndNothingElse() {
    try (TopologyTestDriver driver = driver(Sent.PIPELINE)) {
      pipe(driver, new Sent(Modality.CAMERA, "home-1", "garage", "g", 1_000_000, 0, 1_000));
      runOn(driver, FOREVER);

      assertThat(counter.counts().notOurs()).isEqualTo(1);
      assertThat(counter.counts().buffered()).isZero();
      assertThat(dropped(driver)).isEmpty();
    }
  }

  @Test
  void aClockThatGoesWrongRaisesAnAlarmAndOneThatComesBackClearsIt() {
    try (TopologyTestDriver driver = driver(Sent.CLOCKS)) {
      for (long second = 0; second < 1_200; second++) {
        long behindUs = second >= 30 && second < 700 ? 150_000 : 20_000;
        long timeUs = second * 1_000_000 - behindUs;
        pipe(
            driver,
            new Sent(
                Modality.CAMERA, "home-1", "door-front", "f" + second, timeUs, 0, second * 1_000));
      }
      runOn(driver, 1_200_000);

      List<ClockAlarm> alarms =
          read(driver, Topics.alarms("test-home"), deserializer).stream()
              .map(ClockAlarm.class::cast)
              .toList();
      assertThat(alarms).hasSize(2);
      assertThat(alarms.get(0))
          .isEqualTo(
              new ClockAlarm(
                  "test-home",
                  "home-1",
                  io.sensorium.event.Modality.CAMERA,
                  "door-front",
                  "f320",
                  Instant.ofEpochMilli(320_000 - 150),
                  Instant.ofEpochMilli(320_000),
                  AlarmState.RAISED,
                  150_000L,
                  0.0));
      assertThat(alarms.get(1).getState()).isEqualTo(AlarmState.CLEARED);
      assertThat(counter.counts().alarms()).isEqualTo(1);

      driver.advanceWallClockTime(Duration.ofSeconds(10));
      horizon.known = 1_300_000;
      pipe(
          driver,
          new Sent(Modality.CAMERA, "home-1", "door-front", "on", 1_299_980_000L, 0, 1_300_000));
      assertThat(counter.counts().clocks()).isEqualTo(new ClockFigures(1, 20_000, 0));
    }
  }

  private TopologyTestDriver driver(String yaml) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Pipeline pipeline = Pipeline.parse("test", yaml);
    return new TopologyTestDriver(
        FusionTopology.of(
            FusionParts.of(
                pipeline,
                KAFKA,
                horizon,
                counter,
                new SentOutputs(true, null),
                100,
                clock,
                () -> false)),
        settings,
        Instant.EPOCH);
  }

  /** Topics are read at different speeds; the horizon is just before the next record of any. */
  private void pipeInterleaved(
      TopologyTestDriver driver, List<Sent> events, SplittableRandom random) {
    Map<Modality, Deque<Sent>> topics = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      topics.put(
          modality,
          events.stream()
              .filter(e -> e.modality() == modality)
              .collect(Collectors.toCollection(ArrayDeque::new)));
    }
    while (topics.values().stream().anyMatch(q -> !q.isEmpty())) {
      List<Deque<Sent>> filled = topics.values().stream().filter(q -> !q.isEmpty()).toList();
      Sent next = filled.get(random.nextInt(filled.size())).remove();
      horizon.known =
          topics.values().stream()
              .filter(q -> !q.isEmpty())
              .mapToLong(q -> q.element().arrivalMs() - 1)
              .min()
              .orElse(FOREVER);
      pipe(driver, next);
      if (random.nextInt(10) == 0) {
        driver.advanceWallClockTime(Duration.ofMillis(20));
      }
    }
    runOn(driver, FOREVER);
  }

  private void runOn(TopologyTestDriver driver, long knownMs) {
    horizon.known = knownMs;
    driver.advanceWallClockTime(Duration.ofMillis(20));
  }

  private void pipe(TopologyTestDriver driver, Sent event) {
    topic(driver, event.modality()).pipeInput(record(event));
  }

  private TestRecord<String, byte[]> record(Sent event) {
    byte[] value = serializer.serialize(Topics.of(event.modality()), event.value());
    return new TestRecord<>(event.site(), value, at(event.arrivalMs()));
  }

  private TestInputTopic<String, byte[]> topic(TopologyTestDriver driver, Modality modality) {
    return driver.createInputTopic(Topics.of(modality), new StringSerializer(), heads::deserialize);
  }

  private static Sent frame(String id, long ms) {
    return new Sent(Modality.CAMERA, "home-1", "door-front", id, ms * 1_000, 0, ms);
  }

  private static Instant at(long ms) {
    return Instant.ofEpochMilli(ms);
  }

  private List<Moment> moments(TopologyTestDriver driver) {
    return read(driver, Topics.moments("test-home"), deserializer).stream()
        .map(Moment.class::cast)
        .toList();
  }

  private List<Dropped> dropped(TopologyTestDriver driver) {
    return read(driver, Topics.dropped("test-home"), deserializer).stream()
        .map(Dropped.class::cast)
        .toList();
  }

  private static List<SpecificRecord> read(
      TopologyTestDriver driver, String topic, AvroDeserializer<SpecificRecord> deserializer) {
    List<SpecificRecord> values = new ArrayList<>();
    var output =
        driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    while (!output.isEmpty()) {
      values.add(deserializer.deserialize(topic, output.readRecord().value()));
    }
    return values;
  }

  private static Map<String, List<String>> bySite(List<String> lines) {
    return lines.stream()
        .collect(Collectors.groupingBy(l -> l.replaceFirst("\",\"(epoch|sensor)\".*", "")));
  }

  private static String line(Moment m) {
    return "{\"site\":\"%s\",\"epoch\":%d,\"time_us\":%d,\"opened_us\":%d,\"closed_us\":%d,\"closed_by\":\"%s\",\"inputs\":{%s},\"missing\":[%s]}"
        .formatted(
            m.getSite().replace("\"", "\\\""),
            m.getEpoch(),
            micros(m.getEventTime()),
            micros(m.getOpened()),
            micros(m.getClosed()),
            m.getClosedBy().name().toLowerCase(Locale.ROOT),
            m.getInputs().stream()
                .map(
                    i ->
                        "\"%s\":[%s]"
                            .formatted(
                                i.getName(),
                                i.getEvents().stream()
                                    .map(FusionTopologyTest::line)
                                    .collect(Collectors.joining(","))))
                .collect(Collectors.joining(",")),
            m.getMissing().stream().map(s -> '"' + s + '"').collect(Collectors.joining(",")));
  }

  private static String line(EventReference e) {
    return "{\"sensor\":\"%s\",\"id\":\"%s\",\"time_us\":%d}"
        .formatted(e.getSensor(), e.getId(), micros(e.getEventTime()));
  }

  private static String line(Dropped d) {
    return "{\"site\":\"%s\",\"sensor\":\"%s\",\"id\":\"%s\",\"time_us\":%d,\"reason\":\"%s\"}"
        .formatted(
            d.getSite().replace("\"", "\\\""),
            d.getSensor(),
            d.getId(),
            micros(d.getEventTime()),
            d.getReason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
