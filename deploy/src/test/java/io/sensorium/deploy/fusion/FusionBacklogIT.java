package io.sensorium.deploy.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.fusion.FusionApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events that one application took in as they came, and another one reads afterwards from the
 * beginning, as fast as it can: both decide what {@code align} does. {@code
 * -Dsensorium.backlog=1000000} sends more.
 */
final class FusionBacklogIT {
  private static final int EVENTS = Integer.getInteger("sensorium.backlog", 20_000);
  private static final int EVENTS_PER_SECOND = Integer.getInteger("sensorium.backlog.rate", 10_000);
  private static final int SITES = 200;
  private static final int PARTITIONS = 4;

  @TempDir Path folder;

  @Test
  void aBacklogGivesTheMomentsOfTheLiveRunAndOfAlign() throws Exception {
    try (FusionLab lab = FusionLab.start(folder, PARTITIONS, "live", "backlog")) {
      long began = System.nanoTime();
      long sent = live(lab);
      report("sent and aligned live", sent, began);
      began = System.nanoTime();
      backlog(lab);
      report("read as a backlog", sent, began);
      began = System.nanoTime();
      Results offline = lab.offline("live");
      report("recorded and aligned offline", sent, began);
      Results live = lab.online("live");
      Results backlog = lab.online("backlog");
      System.out.printf(
          "%d events: %d moments and %d drops offline%n",
          sent, offline.moments().count(), offline.dropped().count());

      assertThat(live.moments().beyond(offline.moments())).as("live, not offline").isEmpty();
      assertThat(backlog.moments().beyond(offline.moments())).as("backlog, not offline").isEmpty();
      assertThat(live.moments().equal(offline.moments())).as("live moments").isTrue();
      assertThat(backlog.moments().equal(offline.moments())).as("backlog moments").isTrue();
      assertThat(live.dropped().equal(offline.dropped())).as("live drops").isTrue();
      assertThat(backlog.dropped().equal(offline.dropped())).as("backlog drops").isTrue();
    }
  }

  private long live(FusionLab lab) throws Exception {
    try (FusionApplication fusion = lab.start("live");
        LiveFeed feed = LiveFeed.start(lab.kafka, 1, SITES, EVENTS_PER_SECOND, EVENTS)) {
      await("fusion runs").atMost(Duration.ofMinutes(1)).until(fusion::running);
      await("the feed has ended").atMost(Duration.ofMinutes(20)).until(feed::exhausted);
      long sent = lab.finish(feed);
      lab.awaitLastMoments("live", SITES);
      assertThat(fusion.counts().overtaken()).as("events out of arrival order").isZero();
      return sent;
    }
  }

  private void backlog(FusionLab lab) throws Exception {
    try (FusionApplication fusion = lab.start("backlog")) {
      lab.awaitLastMoments("backlog", SITES);
      assertThat(fusion.counts().overtaken()).as("events out of arrival order").isZero();
    }
  }

  private static void report(String what, long events, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%s: %.1f s, %.0f events/s%n", what, seconds, events / seconds);
  }
}
