package io.sensorium.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.ingest.playback.FakeClock;
import io.sensorium.ingest.publish.MemoryPublisher;
import io.sensorium.ingest.replay.Replay;
import io.sensorium.ingest.replay.ReplayOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimulatorTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final int ENOUGH = 60;

  private final Simulation simulation = new Simulation(SimulatorConfig.of("driving", 2));

  @Test
  void eventsArePlayedWhenTheyAreDueWithTheirTimesShiftedToNow() {
    FakeClock clock = new FakeClock(NOW);
    List<SimulatedEvent> planned = first(ENOUGH);
    try (MemoryPublisher kafka = new MemoryPublisher()) {
      Simulator simulator = Simulator.start(simulation, kafka.publisher(), clock, 2);
      await().until(() -> kafka.sent().size() >= ENOUGH);
      simulator.close();

      assertThat(simulator.progress().events()).isGreaterThanOrEqualTo(ENOUGH);
      assertThat(clock.awaited().subList(0, ENOUGH))
          .isEqualTo(planned.stream().map(e -> NOW + e.arrivalUs()).toList());
      assertThat(kafka.records().subList(0, ENOUGH))
          .extracting(SimulatorTest::timeOf)
          .isEqualTo(planned.stream().map(e -> micros(NOW + e.timeUs())).toList());
    }
  }

  @Test
  void aRecordingOfASimulationReplaysAsTheSameEvents(@TempDir Path folder) throws Exception {
    long rows =
        SimulatedRecording.write(simulation, folder, NOW, Duration.ofSeconds(3), 2, row -> {});

    try (MemoryPublisher kafka = new MemoryPublisher()) {
      new Replay(new FakeClock(0))
          .feed(
              ReplayOptions.atRecordedPace().asFastAsPossible().withTimesKept(),
              folder,
              kafka.publisher(),
              progress -> {});

      List<SimulatedEvent> planned = first((int) rows);
      assertThat(kafka.sent()).hasSize((int) rows);
      for (int i = 0; i < rows; i++) {
        SpecificRecord record = kafka.records().get(i);
        assertThat(timeOf(record)).isEqualTo(micros(NOW + planned.get(i).timeUs()));
        if (record instanceof CameraFrame frame) {
          assertThat(frame.getPayload()).isEqualTo(simulation.render(planned.get(i)));
        } else if (record instanceof AudioChunk chunk) {
          assertThat(chunk.getPayload()).isEqualTo(simulation.render(planned.get(i)));
          assertThat(chunk.getDurationUs()).isEqualTo(planned.get(i).durationUs());
        }
      }
    }
  }

  private List<SimulatedEvent> first(int count) {
    Iterator<SimulatedEvent> all = simulation.events();
    List<SimulatedEvent> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(all.next());
    }
    return events;
  }

  private static Instant timeOf(SpecificRecord record) {
    return (Instant) record.get(record.getSchema().getField("eventTime").pos());
  }

  private static Instant micros(long micros) {
    return Instant.EPOCH.plusNanos(micros % 1_000_000 * 1_000).plusSeconds(micros / 1_000_000);
  }
}
