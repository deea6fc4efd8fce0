package io.sensorium.bench.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Modality;
import io.sensorium.ingest.publish.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceLoadTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<SensorEvent> events = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();

  @Test
  void there_are_as_many_events_as_asked_for_in_the_order_of_their_arrival() throws Exception {
    SourceLoad load = new SourceLoad(723, 3, 10, 20, false);

    send(load);

    assertThat(events).hasSize(723);
    assertThat(arrivals).isSorted();
    assertThat(last(arrivals)).isLessThanOrEqualTo(START.toEpochMilli() * 1000 + load.spanUs());
  }

  @Test
  void frames_chunks_and_texts_come_at_their_rates_and_sizes() throws Exception {
    // 10 s of one site: 50 frames, 20 chunks, 2 texts
    send(new SourceLoad(72, 1, 10, 20, false));

    assertThat(count(Modality.CAMERA)).isEqualTo(50);
    assertThat(count(Modality.AUDIO)).isEqualTo(20);
    assertThat(count(Modality.TEXT)).isEqualTo(2);
    assertThat(((CameraFrame) events.get(0).record()).getPayload().remaining()).isEqualTo(10);
    assertThat(((AudioChunk) events.get(1).record()).getPayload().remaining()).isEqualTo(20);
  }

  @Test
  void a_live_load_has_what_its_sites_send_in_that_time() {
    SourceLoad load = new SourceLoad(1, 20, 10, 20, false).lasting(30);

    assertThat(load.events()).isEqualTo(4_320);
    assertThat(Duration.ofNanos(load.spanUs() * 1000).toSeconds()).isBetween(29L, 31L);
  }

  @Test
  void trouble_is_a_site_without_text_frames_that_come_twice_and_a_wrong_stamp() throws Exception {
    send(new SourceLoad(4_000, 4, 10, 20, true));

    assertThat(events).hasSize(4_000);
    assertThat(events.stream().filter(e -> e.modality() == Modality.TEXT))
        .extracting(SensorEvent::site)
        .containsOnly("site-0", "site-1", "site-2");
    assertThat(frames().stream().map(f -> f.getSite() + "/" + f.getId()).distinct().count())
        .isLessThan(frames().size());
    assertThat(frames())
        .filteredOn(frame -> frame.getEventTime().isAfter(START.plusSeconds(3_600)))
        .hasSize(1);
  }

  private void send(SourceLoad load) throws InterruptedException {
    load.send(
        START,
        (event, arrivalUs) -> {
          events.add(event);
          arrivals.add(arrivalUs);
        });
  }

  private long count(Modality modality) {
    return events.stream().filter(event -> event.modality() == modality).count();
  }

  private List<CameraFrame> frames() {
    return events.stream()
        .filter(event -> event.modality() == Modality.CAMERA)
        .map(event -> (CameraFrame) event.record())
        .toList();
  }

  private static long last(List<Long> numbers) {
    return numbers.get(numbers.size() - 1);
  }
}
