package io.sensorium.bench.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.contender.JoinedRow;
import io.sensorium.event.ClosedBy;
import io.sensorium.event.EventReference;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two frames of one home; the first has two chunks and the later of two texts. */
final class VerdictTest {
  private final SourceEvents events = new SourceEvents();
  private Oracle oracle = new Oracle(events, Map.of());
  private Output output = new Output(events);

  @BeforeEach
  void the_oracle_has_two_moments() {
    events.add("home", "chat/early", 10, 10_000, 1);
    events.add("home", "chat/late", 20, 20_000, 1);
    events.add("home", "hall/1", 30, 25_000, 1);
    events.add("home", "door/1", 40, 40_000, 1);
    events.add("home", "hall/2", 50, 45_000, 1);
    events.add("home", "door/2", 60, 60_000, 1);
    oracle =
        new Oracle(
            events,
            Map.of(
                3, new Matches(Set.of(2, 4), Set.of(1)),
                5, new Matches(Set.of(), Set.of())));
    output = new Output(events);
  }

  @Test
  void moments_with_the_same_events_are_right() {
    output.take(moment("door/1", List.of("hall/1", "hall/2"), "chat/late"), 100);
    output.take(moment("door/2", List.of(), null), 100);

    assertThat(Verdict.of(oracle, output)).isEqualTo(new Verdict(2, 2, 2, 0, 0));
  }

  @Test
  void a_moment_given_twice_is_one_too_many() {
    output.take(moment("door/2", List.of(), null), 100);
    output.take(moment("door/2", List.of(), null), 100);

    assertThat(Verdict.of(oracle, output)).isEqualTo(new Verdict(2, 1, 1, 1, 1));
  }

  @Test
  void a_moment_that_lacks_an_event_is_another() {
    output.take(moment("door/1", List.of("hall/1"), "chat/late"), 100);

    assertThat(Verdict.of(oracle, output)).isEqualTo(new Verdict(2, 0, 0, 1, 1));
  }

  @Test
  void a_moment_that_the_oracle_has_not_is_another() {
    Oracle one = new Oracle(events, Map.of(3, new Matches(Set.of(), Set.of())));
    output.take(moment("door/2", List.of(), null), 100);

    assertThat(Verdict.of(one, output)).isEqualTo(new Verdict(1, 0, 0, 1, 1));
  }

  @Test
  void rows_of_a_frame_are_put_together_and_their_latest_text_may_be_chosen() {
    for (String sound : List.of("hall/1", "hall/2")) {
      output.take("home", new JoinedRow("door/1", "chat/early", sound), 100);
      output.take("home", new JoinedRow("door/1", "chat/late", sound), 100);
    }

    assertThat(Verdict.of(oracle, output)).isEqualTo(new Verdict(2, 0, 1, 1, 0));
  }

  @Test
  void an_empty_side_of_a_left_join_adds_nothing() {
    output.take("home", new JoinedRow("door/1", "chat/late", null), 100);
    output.take("home", new JoinedRow("door/1", "chat/late", "hall/1"), 100);
    output.take("home", new JoinedRow("door/1", "chat/late", "hall/2"), 100);
    output.take("home", new JoinedRow("door/2", null, null), 100);

    assertThat(Verdict.of(oracle, output)).isEqualTo(new Verdict(2, 2, 2, 0, 0));
  }

  @Test
  void a_moments_delay_is_from_its_last_event_to_its_last_row() {
    output.take("home", new JoinedRow("door/1", "chat/late", "hall/1"), 45);
    output.take("home", new JoinedRow("door/1", "chat/late", "hall/2"), 57);
    output.take("home", new JoinedRow("door/2", "chat/late", null), 99);

    assertThat(Verdict.delays(oracle, output)).isEqualTo(Map.of(3, 7L));
  }

  private static Moment moment(String frame, List<String> sound, @Nullable String words) {
    List<MomentInput> inputs = new ArrayList<>();
    inputs.add(new MomentInput("view", Modality.CAMERA, List.of(reference(frame))));
    if (!sound.isEmpty()) {
      List<EventReference> chunks = sound.stream().map(VerdictTest::reference).toList();
      inputs.add(new MomentInput("sound", Modality.AUDIO, chunks));
    }
    if (words != null) {
      inputs.add(new MomentInput("words", Modality.TEXT, List.of(reference(words))));
    }
    Instant now = Instant.EPOCH;
    return new Moment(
        "id", "bench", "home", 0, now, now, now, ClosedBy.SETTLED, inputs, List.of(), null);
  }

  private static EventReference reference(String name) {
    String[] parts = name.split("/", 2);
    return new EventReference(parts[0], parts[1], Instant.EPOCH, 0L, "topic", 0, 0L, 0, 0, null);
  }
}
