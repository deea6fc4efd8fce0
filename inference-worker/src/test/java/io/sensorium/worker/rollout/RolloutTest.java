package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.byHand;
import static io.sensorium.worker.rollout.RolloutFixture.running;
import static io.sensorium.worker.rollout.RolloutFixture.submit;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.rollout.ModelStatus.State;
import io.sensorium.worker.tensor.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does by hand, on version 1 and what is added to it. */
final class RolloutTest {
  @TempDir private Path folder;
  private RolloutFixture models;

  @BeforeEach
  void versionOne() throws Exception {
    models = new RolloutFixture(folder);
  }

  @AfterEach
  void noSessionIsLeft() {
    models.close();
  }

  @Test
  void aLoadedVersionServesAndTheOneBeforeIsKeptReady() throws Exception {
    // given
    Rollout rollout = models.start(byHand());
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(1);
    models.version(2);

    // when
    rollout.control().load("embed", "2");

    // then
    assertThat(version(submit(rollout, "home", 2, 7).join())).isEqualTo(2);
    assertThat(running(rollout)).containsExactly("1=previous", "2=serving");
    assertThat(rollout.counts().switches()).isEqualTo(1);
  }

  @Test
  void theHighestIsLoadedWhereNoVersionIsNamed() throws Exception {
    Rollout rollout = models.start(byHand());
    models.version(3);
    models.version(12);
    rollout.control().load("embed", null);
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(12);
  }

  @Test
  void rollingBackIsAtOnceAndGoesFurtherWithEachCall() throws Exception {
    // given
    Rollout rollout = models.start(byHand());
    models.version(2);
    models.version(3);
    rollout.control().load("embed", "2");
    rollout.control().load("embed", "3");
    int loaded = models.runtime.open();

    // when
    rollout.control().rollBack("embed");

    // then: what was kept serves, without a load
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(2);
    await().until(() -> models.runtime.open() < loaded);
    assertThat(running(rollout)).containsExactly("2=serving");

    // when: what is no longer kept is loaded again
    rollout.control().rollBack("embed");
    assertThat(version(submit(rollout, "home", 2, 7).join())).isEqualTo(1);
    assertThatThrownBy(() -> rollout.control().rollBack("embed"))
        .isInstanceOf(RolloutException.class)
        .hasMessageContaining("version 1 of model 'embed': expected a version that served before");
  }

  @Test
  void aVersionThatDoesNotLoadLeavesWhatServes() throws Exception {
    // given
    Rollout rollout = models.start(byHand());
    models.corruptVersion(2);

    // then
    assertThatThrownBy(() -> rollout.control().load("embed", "2"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a whole ONNX file");
    assertThatThrownBy(() -> rollout.control().load("embed", "9"))
        .isInstanceOf(RepositoryException.class);
    assertThatThrownBy(() -> rollout.control().load("other", "1"))
        .isInstanceOf(RolloutException.class)
        .hasMessageContaining("one of the models that the pipeline's steps run [embed]");
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(1);
    assertThat(rollout.counts().failedLoads()).isEqualTo(2);
    assertThat(rollout.control().models())
        .filteredOn(status -> status.version().equals("2"))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.state()).isEqualTo(State.UNAVAILABLE);
              assertThat(status.reason()).contains("expected a whole ONNX file");
              assertThat(status.role()).isEmpty();
            });
  }

  @Test
  void aVersionWithAWrongDescriptionIsARepositorysFault() throws Exception {
    Rollout rollout = models.start(byHand());
    models.version(2);
    Files.writeString(folder.resolve("embed/model.yaml"), "tasks: embedding\n");
    assertThatThrownBy(() -> rollout.control().load("embed", "2"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("tasks");
    assertThat(running(rollout)).containsExactly("1=serving");
  }

  @Test
  void unloadingFreesAllButWhatServes() throws Exception {
    // given
    Rollout rollout = models.start(byHand());
    int one = models.runtime.open();
    for (int version = 2; version <= 4; version++) {
      models.version(version);
    }
    rollout.control().load("embed", "2");
    rollout.control().canary("embed", "3", 0.5);
    rollout.control().shadow("embed", "4");
    assertThat(running(rollout)).containsExactly("1=previous", "2=serving", "3=canary", "4=shadow");

    // when
    rollout.control().unload("embed");

    // then
    assertThat(running(rollout)).containsExactly("2=serving");
    await().until(() -> models.runtime.open() == one);
    assertThatThrownBy(() -> rollout.control().unload("embed"))
        .isInstanceOf(RolloutException.class)
        .hasMessageContaining("only version 2, which the pipeline needs");
  }

  @Test
  void theVersionBeforeIsFreedWhenTheNewOneHasStoodItsTrial() throws Exception {
    RolloutConfig soon =
        new RolloutConfig(
            "none", null, true, new RollBackConfig(Duration.ofMillis(50), 50, 0.2), null, null);
    Rollout rollout = models.start(soon);
    models.version(2);
    rollout.control().load("embed", "2");
    await().untilAsserted(() -> assertThat(running(rollout)).containsExactly("2=serving"));
    rollout.control().rollBack("embed");
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(1);
  }

  @Test
  void aWorkerStartsOnALowerVersionWhereTheHighestDoesNotLoad() throws Exception {
    models.version(2);
    models.corruptVersion(3);
    Rollout rollout = models.start(byHand());
    assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(2);
    assertThat(rollout.control().models())
        .extracting(ModelStatus::version, ModelStatus::state, ModelStatus::role)
        .containsExactly(
            tuple("1", State.UNAVAILABLE, ""),
            tuple("2", State.READY, "serving"),
            tuple("3", State.UNAVAILABLE, ""));
  }

  @Test
  void aWorkerWithoutAVersionThatLoadsDoesNotStart() throws Exception {
    models.corruptVersion(1);
    assertThatThrownBy(() -> models.start(byHand())).isInstanceOf(ModelException.class);
  }

  @Test
  void stateBeginsAnewWithANewVersionAndSaysSo() throws Exception {
    SoundVersions.write(folder, List.of(1, 2));
    Rollout rollout = models.start(byHand(), SoundVersions.pipeline("1"));
    assertThat(SoundVersions.heard(rollout, 0)).isEqualTo("1: 2.0 anew");
    assertThat(SoundVersions.heard(rollout, 1)).isEqualTo("1: 4.0");
    rollout.control().load("sum", "2");
    assertThat(SoundVersions.heard(rollout, 2)).isEqualTo("2: 2.0 anew");
    assertThat(SoundVersions.heard(rollout, 3)).isEqualTo("2: 4.0");
  }
}
