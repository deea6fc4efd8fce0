package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.byHand;
import static io.sensorium.worker.rollout.RolloutFixture.running;
import static io.sensorium.worker.rollout.RolloutFixture.submit;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.moment.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 loads, and fails on words from w5 on. Ten of fifty failures are too many. */
final class FailingVersionTest {
  @TempDir private Path folder;
  private RolloutFixture models;

  @BeforeEach
  void versionTwoFails() throws Exception {
    models = new RolloutFixture(folder);
    models.failingVersion(2);
  }

  @AfterEach
  void noSessionIsLeft() {
    models.close();
  }

  @Test
  void theVersionBeforeAnswersAndThenServes() throws Exception {
    // given
    Rollout rollout = models.start(byHand(), pinnedPipeline());
    rollout.control().load("embed", "2");

    // when: 9 failures among 30 moments
    List<Integer> versions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      versions.add(version(submit(rollout, "home", i, i % 10 < 3 ? 100 + i : 3).join()));
    }

    // then: each was answered, and version 2 is still on trial
    assertThat(versions).filteredOn(v -> v == 1).hasSize(9);
    assertThat(running(rollout)).containsExactly("1=previous", "2=serving");
    assertThat(rollout.counts().returns()).isZero();

    // when: the tenth
    assertThat(version(submit(rollout, "home", 30, 200).join())).isEqualTo(1);

    // then
    assertThat(running(rollout)).containsExactly("1=serving");
    assertThat(rollout.counts().returns()).isEqualTo(1);
    assertThat(rollout.counts().standIns()).isEqualTo(10);
    assertThat(version(submit(rollout, "home", 31, 3).join())).isEqualTo(1);
    assertThat(rollout.control().models())
        .filteredOn(status -> status.version().equals("2"))
        .singleElement()
        .satisfies(
            status ->
                assertThat(status.reason())
                    .contains("expected fewer than 10 of the last 50 moments to fail"));
  }

  @Test
  void aCanaryThatFailsIsEndedAndItsSitesAreAnswered() throws Exception {
    // given
    Rollout rollout = models.start(byHand(), pinnedPipeline());
    rollout.control().canary("embed", "2", 1);

    // when
    for (int i = 0; i < 10; i++) {
      assertThat(version(submit(rollout, "home-" + i, i, 100 + i).join())).isEqualTo(1);
    }

    // then
    assertThat(running(rollout)).containsExactly("1=serving");
    assertThat(rollout.counts().returns()).isEqualTo(1);
  }

  @Test
  void whatFailsInBothVersionsSaysNothingOfTheNewOne() throws Exception {
    // given: both fail
    models.failingVersion(3);
    Rollout rollout = models.start(byHand(), pinnedPipeline().replace("\"1\"", "\"2\""));
    rollout.control().load("embed", "3");

    // when
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      outcomes.add(submit(rollout, "home", i, 100 + i));
    }

    // then
    for (CompletableFuture<Outcome> outcome : outcomes) {
      assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class);
    }
    assertThat(running(rollout)).containsExactly("2=previous", "3=serving");
    assertThat(rollout.counts().standIns()).isZero();
  }

  @Test
  void withoutATrialFailuresAreFailures() throws Exception {
    RolloutConfig none =
        new RolloutConfig(
            "none", null, true, new RollBackConfig(Duration.ZERO, 50, 0.2), null, null);
    Rollout rollout = models.start(none, pinnedPipeline());
    rollout.control().load("embed", "2");
    assertThat(submit(rollout, "home", 1, 100).join()).isInstanceOf(Outcome.Failed.class);
    assertThat(running(rollout)).containsExactly("2=serving");
  }

  private static String pinnedPipeline() {
    return """
    pipeline: words
    pace: { each: words }
    inputs:
      words: { modality: text }
    inference:
      max-batch-size: 4
      steps:
        embed: { model: embed, version: "1", tensors: { ids: { input: words } } }
      prediction: { step: embed, output: y }
    """;
  }
}
