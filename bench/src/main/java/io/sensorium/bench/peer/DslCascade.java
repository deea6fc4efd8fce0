package io.sensorium.bench.peer;

import io.sensorium.bench.contender.FrameWithWords;
import io.sensorium.bench.contender.JoinRules;
import io.sensorium.bench.contender.JoinedRow;
import io.sensorium.bench.contender.Sensed;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.serde.AvroSerde;
import io.sensorium.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;

/**
 * The bench pipeline as two left joins of the Kafka Streams DSL: frames with texts, and what comes
 * of that with chunks. Text comes first because a joined row takes the greater time of its two
 * sides, which here stays the frame's; the other way round the second window would be wrong.
 *
 * @param kafka settings of the serdes
 * @param form what is joined of an event: all of it, or the event without its payload
 * @param taken told of each event
 */
record DslCascade(Map<String, String> kafka, UnaryOperator<Sensed> form, Runnable taken) {
  private static final Serde<String> KEYS = Serdes.String();
  private static final Serde<Sensed> EVENTS = new BinarySerde<>(Sensed::write, Sensed::read);
  private static final Serde<FrameWithWords> PAIRS =
      new BinarySerde<>(FrameWithWords::write, FrameWithWords::read);

  /** Adds both joins to a builder that makes their stores as its configuration says. */
  void addTo(StreamsBuilder builder, String output) {
    KStream<String, Sensed> view =
        events(builder, Topics.CAMERA_FRAMES, CameraFrame.class, DslCascade::frame);
    KStream<String, Sensed> words =
        events(builder, Topics.TEXT_EVENTS, TextEvent.class, DslCascade::text);
    KStream<String, Sensed> sound =
        events(builder, Topics.AUDIO_CHUNKS, AudioChunk.class, DslCascade::chunk);
    view.leftJoin(
            words,
            FrameWithWords::new,
            JoinWindows.ofTimeDifferenceAndGrace(Duration.ZERO, JoinRules.WORDS_WAIT)
                .before(JoinRules.WORDS_BEFORE),
            StreamJoined.with(KEYS, EVENTS, EVENTS).withName("words").withStoreName("words"))
        .leftJoin(
            sound,
            JoinedRow::of,
            JoinWindows.ofTimeDifferenceAndGrace(Duration.ZERO, JoinRules.SOUND_WAIT)
                .before(JoinRules.SOUND_BEFORE)
                .after(JoinRules.SOUND_AFTER),
            StreamJoined.with(KEYS, PAIRS, EVENTS).withName("sound").withStoreName("sound"))
        .mapValues(JoinedRow::encode)
        .to(output, Produced.with(KEYS, Serdes.ByteArray()));
  }

  private <T extends SpecificRecord> KStream<String, Sensed> events(
      StreamsBuilder builder, String topic, Class<T> type, Function<T, Sensed> event) {
    Consumed<String, T> consumed =
        Consumed.with(KEYS, AvroSerde.values(type, kafka))
            .withTimestampExtractor((record, now) -> timeMs(record.value()))
            .withOffsetResetPolicy(AutoOffsetReset.earliest());
    return builder.stream(topic, consumed)
        .peek((site, record) -> taken.run())
        .mapValues(record -> form.apply(event.apply(record)));
  }

  private static long timeMs(Object record) {
    Instant time =
        record instanceof CameraFrame frame
            ? frame.getEventTime()
            : record instanceof AudioChunk chunk
                ? chunk.getEventTime()
                : ((TextEvent) record).getEventTime();
    return time.toEpochMilli();
  }

  private static Sensed frame(CameraFrame frame) {
    return Sensed.of(frame.getSensor(), frame.getId(), timeMs(frame), frame.getPayload());
  }

  private static Sensed chunk(AudioChunk chunk) {
    return Sensed.of(chunk.getSensor(), chunk.getId(), timeMs(chunk), chunk.getPayload());
  }

  private static Sensed text(TextEvent text) {
    ByteBuffer words = ByteBuffer.wrap(text.getText().getBytes(StandardCharsets.UTF_8));
    return Sensed.of(text.getSensor(), text.getId(), timeMs(text), words);
  }
}
