package io.sensorium.bench.peer;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.topic.Topics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * Kafka Streams that takes every event and does nothing with it: the limit of what is built on it.
 */
final class StreamsReader implements Contender {
  static final List<String> TOPICS =
      List.of(Topics.CAMERA_FRAMES, Topics.AUDIO_CHUNKS, Topics.TEXT_EVENTS);

  @Override
  public Running start(RunSettings run) {
    LongAdder taken = new LongAdder();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            TOPICS,
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
        .foreach((site, event) -> taken.increment());
    return StreamsRun.start(builder, StreamsRun.settings(run), taken);
  }
}
