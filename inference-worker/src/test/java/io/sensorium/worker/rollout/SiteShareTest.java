package io.sensorium.worker.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteShareTest {
  private static final List<String> SITES =
      IntStream.range(0, 20_000).mapToObj(i -> "home-" + i).toList();

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
  void aShareOfManySitesIsThatShare(double share) {
    long held = SITES.stream().filter(site -> SiteShare.holds(site, share)).count();
    assertThat(held / (double) SITES.size()).isCloseTo(share, within(0.01));
  }

  @Test
  void noneAndAllAreExact() {
    assertThat(SITES).noneMatch(site -> SiteShare.holds(site, 0));
    assertThat(SITES).allMatch(site -> SiteShare.holds(site, 1));
  }

  @Test
  void sitesOfASmallerShareAreAmongThoseOfALarger() {
    assertThat(SITES).allMatch(site -> !SiteShare.holds(site, 0.1) || SiteShare.holds(site, 0.2));
  }

  @Test
  void aSiteStandsWhereItAlwaysStood() {
    // Other workers, and those of later releases, must choose the same sites.
    assertThat(SiteShare.place("home-1")).isEqualTo(5590146 / 16_777_216.0);
    assertThat(SiteShare.place("vehicle-7")).isEqualTo(6259082 / 16_777_216.0);
  }
}
