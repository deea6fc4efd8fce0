package io.sensorium.deploy.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayOptionsTest {

  @Test
  void sayWhatIsMissingOrTooSmall() {
    assertThatThrownBy(() -> new ReplayOptions(null, 5L, null, false, 1, 1, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--partition beside --from-offset");
    assertThatThrownBy(() -> new ReplayOptions(-1, null, null, false, 1, 1, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found -1");
    assertThatThrownBy(() -> new ReplayOptions(null, null, null, false, 0, 1, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--limit");
  }

  @Test
  void theSummaryCountsWhatWasSentAndWhatWasNot() {
    ReplaySummary summary =
        new ReplaySummary(
            false,
            Map.of("home.moments", 1_200L, "camera.frames", 1L),
            2,
            1,
            0,
            3,
            List.of("home.dead-letters-0@9 offset 4 is gone by retention"));

    assertThat(summary.lines())
        .containsExactly(
            "home.dead-letters-0@9 offset 4 is gone by retention",
            "sent back 1 to camera.frames",
            "sent back 1,200 to home.moments",
            "2 are gone from their topics and cannot be sent back",
            "1 have been sent back as often as they may (--max-replays)",
            "3 were passed over, as the options say");
    assertThat(new ReplaySummary(true, Map.of(), 0, 0, 0, 0, List.of()).lines())
        .containsExactly("would send back nothing");
  }
}
