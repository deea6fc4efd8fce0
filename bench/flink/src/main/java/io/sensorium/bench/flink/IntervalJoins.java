package io.sensorium.bench.flink;

import io.sensorium.bench.contender.JoinRules;
import io.sensorium.bench.contender.JoinedRow;
import java.time.Duration;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;

/**
 * The bench pipeline as two interval joins, which are inner joins: a frame without text or without
 * sound gives nothing. Text comes first because a joined row takes the greater time of its two
 * sides, which here stays the frame's.
 */
final class IntervalJoins {
  private IntervalJoins() {}

  /** Site and encoded {@link JoinedRow} of each pair of text and chunk of each frame. */
  static DataStream<Tuple2<String, byte[]>> of(
      DataStream<Event> view, DataStream<Event> words, DataStream<Event> sound) {
    return view.keyBy(event -> event.site)
        .intervalJoin(words.keyBy(event -> event.site))
        .between(JoinRules.WORDS_BEFORE.negated(), Duration.ZERO)
        .process(new WithWords())
        .keyBy(pair -> pair.frame.site)
        .intervalJoin(sound.keyBy(event -> event.site))
        .between(JoinRules.SOUND_BEFORE.negated(), JoinRules.SOUND_AFTER)
        .process(new WithSound());
  }

  private static final class WithWords extends ProcessJoinFunction<Event, Event, Event.Pair> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Event frame, Event words, Context context, Collector<Event.Pair> out) {
      out.collect(new Event.Pair(frame, words));
    }
  }

  private static final class WithSound
      extends ProcessJoinFunction<Event.Pair, Event, Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Event.Pair pair, Event sound, Context context, Collector<Tuple2<String, byte[]>> out) {
      JoinedRow row = new JoinedRow(pair.frame.name, pair.words.name, sound.name);
      out.collect(Tuple2.of(pair.frame.site, row.encode()));
    }
  }
}
