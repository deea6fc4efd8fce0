package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.byHand;
import static io.sensorium.worker.rollout.RolloutFixture.running;
import static io.sensorium.worker.rollout.RolloutFixture.submit;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.event.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 serves, version 2 runs beside it. */
final class BesideTest {
  @TempDir private Path folder;
  private RolloutFixture models;
  private Rollout rollout;

  @BeforeEach
  void twoVersions() throws Exception {
    models = new RolloutFixture(folder);
    rollout = models.start(byHand());
    models.version(2);
  }

  @AfterEach
  void noSessionIsLeft() {
    models.close();
  }

  @Test
  void aCanaryHasTheSitesOfItsShareAndNoOthers() throws Exception {
    // when
    rollout.control().canary("embed", "2", 0.3);

    // then
    assertThat(running(rollout)).containsExactly("1=serving", "2=canary");
    int time = 0;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50; i++) {
        String site = "home-" + i;
        int expected = SiteShare.holds(site, 0.3) ? 2 : 1;
        assertThat(version(submit(rollout, site, time++, 7).join())).as(site).isEqualTo(expected);
      }
    }
  }

  @Test
  void aShareGrowsWithoutAnotherLoadAndEnds() throws Exception {
    rollout.control().canary("embed", "2", 0.3);
    int open = models.runtime.open();
    rollout.control().canary("embed", "2", 1);
    assertThat(models.runtime.open()).isEqualTo(open);
    assertThat(version(submit(rollout, "any", 1, 7).join())).isEqualTo(2);
    rollout.control().canary("embed", "2", 0);
    assertThat(version(submit(rollout, "any", 2, 7).join())).isEqualTo(1);
    assertThat(running(rollout)).containsExactly("1=serving");
  }

  @Test
  void aCanaryThatIsLoadedServesAll() throws Exception {
    rollout.control().canary("embed", "2", 0.3);
    rollout.control().load("embed", "2");
    assertThat(running(rollout)).containsExactly("1=previous", "2=serving");
  }

  @Test
  void whatCannotRunBesideIsRefused() {
    ModelControl control = rollout.control();
    assertThatThrownBy(() -> control.canary("embed", "1", 0.3))
        .isInstanceOf(RolloutException.class)
        .hasMessageContaining("a version other than the one that serves");
    assertThatThrownBy(() -> control.canary("embed", "2", 1.5))
        .hasMessageContaining("a share above 0 and up to 1, found 1.5");
    assertThatThrownBy(() -> control.canary("embed", "2", 0))
        .hasMessageContaining("expected a canary of it, found none");
    assertThatThrownBy(() -> control.shadow("embed", null))
        .hasMessageContaining("expected a shadow of it, found none");
    assertThat(running(rollout)).containsExactly("1=serving");
  }

  @Test
  void aShadowIsComparedAndNeverUsed() throws Exception {
    // given
    rollout.control().shadow("embed", "2");

    // when
    for (int i = 0; i < 40; i++) {
      assertThat(version(submit(rollout, "home", i, 7).join())).isEqualTo(1);
    }

    // then
    await().until(() -> rollout.counts().compared() == 40);
    List<Comparison> comparisons = new ArrayList<>(models.comparisons);
    assertThat(comparisons).extracting(Comparison::getMomentId).doesNotHaveDuplicates().hasSize(40);
    assertThat(comparisons)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.getModel()).isEqualTo("embed");
              assertThat(comparison.getServed().getVersion()).isEqualTo("1");
              assertThat(comparison.getShadow().getVersion()).isEqualTo("2");
              assertThat(comparison.getServed().getLatencyUs()).isPositive();
              assertThat(comparison.getShadow().getComputeUs()).isNotNegative();
              assertThat(comparison.getAgreement()).isBetween(0.99f, 1f);
              assertThat(comparison.getScoreDistance()).isBetween(1414f, 1415f);
              assertThat(comparison.getComparedAt()).isEqualTo(RolloutFixture.NOW);
            });
    rollout.control().shadow("embed", null);
    assertThat(running(rollout)).containsExactly("1=serving");
  }

  @Test
  void aShadowThatFailsIsSaidToAndHurtsNobody() throws Exception {
    models.failingVersion(3);
    rollout.control().shadow("embed", "3");
    assertThat(version(submit(rollout, "home", 1, 100).join())).isEqualTo(1);
    await().until(() -> models.comparisons.size() == 1);
    Comparison comparison = models.comparisons.remove();
    assertThat(comparison.getShadow().getFailure()).contains("expected a run of inputs");
    assertThat(comparison.getShadow().getComputeUs()).isNull();
    assertThat(comparison.getServed().getFailure()).isNull();
    assertThat(comparison.getAgreement()).isNull();
  }

  @Test
  void canaryAndShadowOfTheConfigurationAreThereFromTheStart() throws Exception {
    models.version(3);
    RolloutConfig config =
        new RolloutConfig(
            "none",
            null,
            true,
            null,
            new RolloutConfig.CanaryConfig("embed", "2", 0.5),
            new RolloutConfig.ShadowConfig("embed", "1"));
    assertThat(running(models.start(config))).containsExactly("1=shadow", "2=canary", "3=serving");
  }

  @Test
  void aCanaryOfTheConfigurationThatIsNotThereIsDoneWithout() {
    RolloutConfig config =
        new RolloutConfig(
            "none", null, true, null, new RolloutConfig.CanaryConfig("embed", "9", 0.5), null);
    assertThat(running(models.start(config))).containsExactly("2=serving");
  }
}
