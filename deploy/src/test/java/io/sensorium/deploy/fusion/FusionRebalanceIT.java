package io.sensorium.deploy.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.fusion.FusionApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second instance joins under load and leaves again: partitions move, and their state with them.
 */
final class FusionRebalanceIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final int SITES = 40;
  private static final int EVENTS_PER_SECOND = 1_000;

  @TempDir Path folder;

  @Test
  void partitionsThatMoveUnderLoadLoseRepeatAndChangeNothing() throws Exception {
    try (FusionLab lab = FusionLab.start(folder, PARTITIONS, "moving");
        LiveFeed feed = LiveFeed.start(lab.kafka, 1, SITES, EVENTS_PER_SECOND, Long.MAX_VALUE)) {
      try (FusionApplication first = lab.start("moving")) {
        awaitMoments(first, 1_000);
        try (FusionApplication second = lab.start("moving")) {
          awaitMoments(second, 1_000);
          awaitMoments(first, first.counts().moments() + 1_000);
        }
        awaitMoments(first, first.counts().moments() + 1_000);
        lab.finish(feed);
        lab.awaitLastMoments("moving", SITES);
      }

      Results online = lab.online("moving");
      Results offline = lab.offline("moving");
      assertThat(online.moments().beyond(offline.moments())).as("wrong moments").isEmpty();
      assertThat(online.moments().equal(offline.moments())).as("moments").isTrue();
      assertThat(online.dropped().equal(offline.dropped())).as("drops").isTrue();
    }
  }

  private static void awaitMoments(FusionApplication fusion, long number) {
    await(number + " moments").atMost(LIMIT).until(() -> fusion.counts().moments() >= number);
  }
}
