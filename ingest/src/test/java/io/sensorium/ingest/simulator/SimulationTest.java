package io.sensorium.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.config.ConfigException;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.ingest.payload.ImageHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final long MINUTE_US = 60_000_000;

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void theSameSeedGivesTheSameEventsAndTheSameBytes(String scenario) {
    Simulation one = new Simulation(SimulatorConfig.of(scenario, 2).withSeed(11));
    Simulation two = new Simulation(SimulatorConfig.of(scenario, 2).withSeed(11));

    List<SimulatedEvent> events = until(one, MINUTE_US);

    assertThat(events).isEqualTo(until(two, MINUTE_US));
    for (SimulatedEvent event : events.subList(0, 20)) {
      assertThat(one.render(event)).isEqualTo(two.render(event));
    }
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    SimulatorConfig config = SimulatorConfig.of("driving", 1);

    assertThat(until(new Simulation(config.withSeed(1)), MINUTE_US))
        .isNotEqualTo(until(new Simulation(config.withSeed(2)), MINUTE_US));
  }

  @Test
  void moreSitesChangeNothingForTheFirst() {
    List<SimulatedEvent> alone = until(new Simulation(SimulatorConfig.of("driving", 1)), MINUTE_US);
    List<SimulatedEvent> ofThree =
        until(new Simulation(SimulatorConfig.of("driving", 3)), MINUTE_US);

    assertThat(ofThree).filteredOn(e -> e.site().equals("car-1")).isEqualTo(alone);
    assertThat(ofThree).extracting(SimulatedEvent::site).contains("car-2", "car-3");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void deliveriesComeInArrivalOrderAndNoneBeforeItsEvent(long seed) {
    SimulatorConfig config = SimulatorConfig.of("smart-home", 3).withSeed(seed);
    long clockErrorUs = 15_000;
    long last = 0;

    for (SimulatedEvent event : until(new Simulation(config), 5 * MINUTE_US)) {
      assertThat(event.arrivalUs()).as("seed %d", seed).isGreaterThanOrEqualTo(last);
      assertThat(event.arrivalUs() + clockErrorUs)
          .as("seed %d, %s", seed, event)
          .isGreaterThanOrEqualTo(event.timeUs() + event.durationUs());
      last = event.arrivalUs();
    }
  }

  @ParameterizedTest
  @CsvSource({"5,500ms,300,120", "2,250ms,120,240"})
  void ratesAreAsConfigured(double framesPerSecond, String chunk, int frames, int chunks) {
    Duration span = Duration.ofMillis(Integer.parseInt(chunk.replace("ms", "")));
    SimulatorConfig config =
        new SimulatorConfig("driving", 1, 1L, framesPerSecond, span, 1.0, Faults.none());

    Map<Modality, Long> count =
        until(new Simulation(config), MINUTE_US).stream()
            .collect(Collectors.groupingBy(SimulatedEvent::modality, Collectors.counting()));

    assertThat(count.get(Modality.CAMERA)).isCloseTo(frames, within(2L));
    assertThat(count.get(Modality.AUDIO)).isCloseTo(chunks, within(2L));
    assertThat(count.get(Modality.TEXT)).isBetween(2L, 10L);
  }

  @Test
  void chunksAreContiguousWhereNothingGoesWrong() {
    SimulatorConfig config = SimulatorConfig.of("smart-home", 1).withFaults(Faults.none());
    List<SimulatedEvent> chunks =
        until(new Simulation(config), MINUTE_US).stream()
            .filter(e -> e.modality() == Modality.AUDIO)
            .toList();

    for (int i = 1; i < chunks.size(); i++) {
      SimulatedEvent before = chunks.get(i - 1);
      assertThat(chunks.get(i).timeUs()).isEqualTo(before.timeUs() + before.durationUs());
    }
  }

  @Test
  void whatGoesWrongDoesSoAboutAsOftenAsConfigured() {
    Faults faults = new Faults(0.1, 0.05, 2.0, 15.0);
    Simulation simulation = new Simulation(SimulatorConfig.of("smart-home", 1).withFaults(faults));
    List<SimulatedEvent> frames =
        until(simulation, 30 * MINUTE_US).stream()
            .filter(e -> e.modality() == Modality.CAMERA)
            .toList();

    Set<String> ids = new HashSet<>();
    long repeated = frames.stream().filter(e -> !ids.add(e.id())).count();
    long highest = frames.stream().mapToLong(e -> Long.parseLong(e.id())).max().orElseThrow();
    long lost = highest + 1 - ids.size();
    long disordered = 0;
    for (int i = 1; i < frames.size(); i++) {
      disordered += frames.get(i).timeUs() < frames.get(i - 1).timeUs() ? 1 : 0;
    }
    assertThat(repeated / (double) ids.size()).isCloseTo(0.05, within(0.02));
    // 2 a minute of 2 s on average.
    assertThat(lost / (double) highest).isCloseTo(0.065, within(0.03));
    assertThat(disordered / (double) ids.size()).isBetween(0.05, 0.2);
  }

  @Test
  void eventsAreRenderedAsWhatTheyAre() {
    Simulation simulation = new Simulation(SimulatorConfig.of("smart-home", 1));

    for (SimulatedEvent event : until(simulation, 10_000_000)) {
      switch (event.modality()) {
        case CAMERA ->
            assertThat(ImageHeader.read(simulation.render(event)).encoding())
                .isEqualTo(ImageEncoding.JPEG);
        case AUDIO -> assertThat(simulation.render(event).remaining()).isEqualTo(16_000);
        case TEXT -> assertThat(simulation.render(event).hasRemaining()).isFalse();
      }
    }
  }

  @Test
  void aConfigurationThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> SimulatorConfig.of("kitchen", 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("smart-home")
        .hasMessageContaining("found kitchen");
    assertThatThrownBy(() -> SimulatorConfig.of("driving", 0)).hasMessageContaining("sites from 1");
    assertThatThrownBy(() -> new Faults(1.5, null, null, null))
        .hasMessageContaining("late from 0 to 1");
    assertThatThrownBy(
            () -> new SimulatorConfig(null, null, null, null, Duration.ofNanos(1), null, null))
        .hasMessageContaining("chunk from 20ms");
  }

  private static List<SimulatedEvent> until(Simulation simulation, long arrivalUs) {
    List<SimulatedEvent> events = new ArrayList<>();
    Iterator<SimulatedEvent> all = simulation.events();
    for (SimulatedEvent e = all.next(); e.arrivalUs() < arrivalUs; e = all.next()) {
      events.add(e);
    }
    return events;
  }
}
