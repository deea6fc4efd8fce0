package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.running;
import static io.sensorium.worker.rollout.RolloutFixture.submit;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository is looked at every 20 ms. */
final class FollowingTest {
  @TempDir private Path folder;
  private RolloutFixture models;
  private Rollout rollout;

  @BeforeEach
  void versionOne() throws Exception {
    models = new RolloutFixture(folder);
    rollout =
        models.start(
            new RolloutConfig(
                "poll",
                Duration.ofMillis(20),
                true,
                new RollBackConfig(Duration.ZERO, 50, 0.2),
                null,
                null));
  }

  @AfterEach
  void noSessionIsLeft() {
    models.close();
  }

  @Test
  void versionsComeAndGoWithTheirFiles() throws Exception {
    // when: one that works, one that does not
    models.version(2);
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("2=serving"));
    models.corruptVersion(3);
    await().until(() -> rollout.counts().failedLoads() >= 1);
    assertThat(reason("3")).contains("expected a whole ONNX file");
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(2);

    // when: it is corrected
    models.version(3);
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("3=serving"));

    // when: it is taken away
    Files.delete(models.model(3));
    Files.delete(models.model(3).resolveSibling("words.txt"));
    Files.delete(models.model(3).getParent());
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("2=serving"));
    assertThat(version(submit(rollout, "home", 2, 7).join())).isEqualTo(2);
  }

  @Test
  void whatWasRolledBackIsNotTakenAgainAndTheNextOneIs() throws Exception {
    // given
    models.version(2);
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("2=serving"));
    rollout.control().rollBack("embed");
    assertThat(running(rollout)).containsExactly("1=serving");

    // when
    models.version(3);

    // then
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("3=serving"));
    assertThat(rollout.counts().switches()).isEqualTo(3);
    assertThat(reason("2")).isEqualTo("rolled back by hand");
  }

  @Test
  void whileThereIsACanaryNothingIsTakenByItself() throws Exception {
    // given
    models.version(2);
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("2=serving"));
    rollout.control().canary("embed", "1", 0.5);
    models.version(3);

    // when
    rollout.control().canary("embed", "1", 0.6);
    assertThat(running(rollout)).containsExactly("1=canary", "2=serving");
    rollout.control().canary("embed", "1", 0);

    // then
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("3=serving"));
  }

  private String reason(String version) {
    return rollout.control().models().stream()
        .filter(status -> status.version().equals(version))
        .map(ModelStatus::reason)
        .findFirst()
        .orElse("");
  }
}
