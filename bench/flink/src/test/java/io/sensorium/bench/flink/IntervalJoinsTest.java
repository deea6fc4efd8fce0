package io.sensorium.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.contender.JoinedRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class IntervalJoinsTest {
  private static final long T = 1_000_000;
  private static final int ALL = 100;

  private final StreamExecutionEnvironment flink =
      StreamExecutionEnvironment.createLocalEnvironment(1);

  @Test
  void a_frame_meets_every_chunk_in_its_window_and_every_text_of_the_lookback() throws Exception {
    DataStream<Event> view = events("door", T, T + 60_000);
    DataStream<Event> words = events("chat", T - 10_001, T - 10_000, T, T + 1);
    DataStream<Event> sound = events("hall", T - 1000, T - 999, T + 499, T + 500);

    List<JoinedRow> rows =
        IntervalJoins.of(view, words, sound).executeAndCollect(ALL).stream()
            .map(row -> JoinedRow.decode(row.f1))
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrder(
            row(T, T - 10_000, T - 999),
            row(T, T, T - 999),
            row(T, T - 10_000, T + 499),
            row(T, T, T + 499));
  }

  private static JoinedRow row(long frame, long words, long sound) {
    return new JoinedRow("door/" + frame, "chat/" + words, "hall/" + sound);
  }

  private DataStream<Event> events(String sensor, long... times) {
    List<Event> events = new ArrayList<>();
    for (long ms : times) {
      events.add(new Event("home", sensor, Long.toString(ms), ms, new byte[] {1}));
    }
    return flink
        .fromData(events)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Event>forMonotonousTimestamps()
                .withTimestampAssigner((event, stamp) -> event.timeMs));
  }
}
