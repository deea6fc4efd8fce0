package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.byHand;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.tensor.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread submits moments of several sites, another changes models. */
final class SwitchUnderLoadTest {
  private static final int SWITCHES = 50;
  private static final int SITES = 5;

  @TempDir private Path folder;

  @Test
  void everyMomentIsAnsweredAndNoSiteGoesBackToAnOlderVersion() throws Exception {
    // given
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService submitter = Executors.newSingleThreadExecutor();
    try (RolloutFixture models = new RolloutFixture(folder)) {
      Rollout rollout = models.start(byHand());
      Future<List<CompletableFuture<Outcome>>> load =
          submitter.submit(() -> submitUntil(done, rollout));

      // when
      for (int version = 2; version <= SWITCHES + 1; version++) {
        models.version(version);
        if (version % 7 == 0) {
          models.corruptVersion(1000);
          assertThat(loads(rollout, 1000)).isFalse();
        }
        assertThat(loads(rollout, version)).isTrue();
      }
      done.set(true);
      List<CompletableFuture<Outcome>> outcomes = load.get();

      // then
      assertThat(rollout.counts().switches()).isEqualTo(SWITCHES);
      int[] latest = new int[SITES];
      for (int i = 0; i < outcomes.size(); i++) {
        int version = version(outcomes.get(i).join());
        assertThat(version).as("moment %d", i).isGreaterThanOrEqualTo(latest[i % SITES]);
        latest[i % SITES] = version;
      }
      assertThat(latest).containsOnly(SWITCHES + 1);
      // What serves and what is kept ready, with two lanes each.
      await().until(() -> models.runtime.open() == 4);
    } finally {
      submitter.shutdownNow();
    }
  }

  /** The last ones after the last switch, so that all sites see it. */
  private static List<CompletableFuture<Outcome>> submitUntil(AtomicBoolean done, Rollout rollout)
      throws InterruptedException {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    int last = Integer.MAX_VALUE;
    for (int i = 0; i < last; i++) {
      outcomes.add(RolloutFixture.submit(rollout, "site-" + i % SITES, i, 2 + i % 400));
      last = last == Integer.MAX_VALUE && done.get() ? i + 1 + SITES : last;
    }
    return outcomes;
  }

  private static boolean loads(Rollout rollout, int version) {
    try {
      rollout.control().load("embed", "" + version);
      return true;
    } catch (ModelException corrupt) {
      return false;
    }
  }
}
