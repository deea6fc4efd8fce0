package io.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Modality;
import io.sensorium.ingest.publish.SensorEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceLoadTest {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void there_are_as_many_events_as_asked_for_and_none_is_ahead() {
    List<SensorEvent> events = new SourceLoad(721, 2, 10, 20).render(END);

    assertThat(events).hasSize(721);
    assertThat(times(events)).isSorted().last().isEqualTo(END);
  }

  @Test
  void frames_chunks_and_texts_come_at_their_rates_and_sizes() {
    // 100 steps of 100 ms at one site: 50 frames, 20 chunks, 2 texts
    List<SensorEvent> events = new SourceLoad(72, 1, 10, 20).render(END);

    assertThat(events.stream().filter(e -> e.modality() == Modality.CAMERA)).hasSize(50);
    assertThat(events.stream().filter(e -> e.modality() == Modality.AUDIO)).hasSize(20);
    assertThat(events.stream().filter(e -> e.modality() == Modality.TEXT)).hasSize(2);
    assertThat(((CameraFrame) events.get(0).record()).getPayload().remaining()).isEqualTo(10);
    assertThat(((AudioChunk) events.get(1).record()).getPayload().remaining()).isEqualTo(20);
  }

  private static List<Instant> times(List<SensorEvent> events) {
    return events.stream()
        .filter(event -> event.record() instanceof CameraFrame)
        .map(event -> ((CameraFrame) event.record()).getEventTime())
        .toList();
  }
}
