package io.sensorium.deploy.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.fusion.FusionConfig.Guarantee;
import io.sensorium.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fusion process that is killed again and again under load, each time at a random instant, and
 * started again: what it makes is what {@code align} makes of the same events. {@code
 * -Dsensorium.kills=30} kills more often, {@code -Dsensorium.seed=7} at other instants.
 */
final class FusionFailoverIT {
  private static final int KILLS = Integer.getInteger("sensorium.kills", 3);
  private static final long SEED = Long.getLong("sensorium.seed", 1);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 2;
  private static final int SITES = 6;
  private static final int EVENTS_PER_SECOND = 400;

  private static final String EXACT = "exact";
  private static final String LEAST = "least";

  @TempDir static Path folder;
  private static Results offline;
  private static Results exact;
  private static Results least;

  /** Both guarantees on one feed, each with kills of its own. */
  @BeforeAll
  static void killUnderLoad() throws Exception {
    try (FusionLab lab = FusionLab.start(folder, PARTITIONS, EXACT, LEAST);
        LiveFeed feed = LiveFeed.start(lab.kafka, SEED, SITES, EVENTS_PER_SECOND, Long.MAX_VALUE)) {
      Path exactly = lab.config(EXACT, Guarantee.EXACTLY_ONCE);
      Path atLeast = lab.config(LEAST, Guarantee.AT_LEAST_ONCE);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> kill(lab, LEAST, atLeast, new SplittableRandom(~SEED)));
      kill(lab, EXACT, exactly, new SplittableRandom(SEED));
      other.get();
      try (JavaProcess first = lab.fusion(exactly, "exact-last");
          JavaProcess second = lab.fusion(atLeast, "least-last")) {
        lab.finish(feed);
        lab.awaitLastMoments(EXACT, SITES);
        lab.awaitLastMoments(LEAST, SITES);
        assertThat(first.stop(Duration.ofSeconds(30))).as(first.printed()).isZero();
        assertThat(second.stop(Duration.ofSeconds(30))).as(second.printed()).isZero();
      }
      exact = lab.online(EXACT);
      least = lab.online(LEAST);
      offline = lab.offline(EXACT);
    }
    report("exactly-once", exact);
    report("at-least-once", least);
  }

  @Test
  void exactlyOnceEveryMomentAndEveryDropIsThereOnce() {
    assertThat(exact.moments().beyond(offline.moments())).as("wrong moments").isEmpty();
    assertThat(offline.moments().beyond(exact.moments())).as("lost moments").isEmpty();
    assertThat(exact.moments().equal(offline.moments())).as("moments once").isTrue();
    assertThat(exact.dropped().beyond(offline.dropped())).as("wrong drops").isEmpty();
    assertThat(offline.dropped().beyond(exact.dropped())).as("lost drops").isEmpty();
    assertThat(exact.dropped().equal(offline.dropped())).as("drops once").isTrue();
  }

  @Test
  void atLeastOnceMomentsMayComeAgainButNoneIsLostOrDifferent() {
    assertThat(least.moments().beyond(offline.moments())).as("wrong moments").isEmpty();
    assertThat(offline.moments().beyond(least.moments())).as("lost moments").isEmpty();
    assertThat(least.moments().distinctBy(",\"opened_us\""))
        .as("moments of one id are equal")
        .isEqualTo(least.moments().distinct());
    assertThat(least.dropped().beyond(offline.dropped())).as("wrong drops").isEmpty();
    assertThat(offline.dropped().beyond(least.dropped())).as("lost drops").isEmpty();
  }

  private static void kill(FusionLab lab, String pipeline, Path config, SplittableRandom random) {
    for (int kill = 0; kill < KILLS; kill++) {
      try (JavaProcess fusion = lab.fusion(config, pipeline + "-killed-" + kill)) {
        if (random.nextInt(4) > 0) {
          long enough = lab.written(Topics.moments(pipeline)) + random.nextInt(20, 300);
          await("moments of " + pipeline + " after kill " + kill)
              .atMost(LIMIT)
              .pollInterval(Duration.ofMillis(20))
              .until(() -> lab.written(Topics.moments(pipeline)) > enough);
          LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(400_000)));
        } else { // while it starts, restores or has just begun
          LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(6_000_000)));
        }
        assertThat(fusion.isAlive()).as(fusion.printed()).isTrue();
        fusion.kill();
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }
  }

  private static void report(String guarantee, Results online) {
    System.out.printf(
        "%s, %d kills, seed %d: offline %d moments and %d drops; on Kafka %d moments (%d again) and %d drops (%d again)%n",
        guarantee,
        KILLS,
        SEED,
        offline.moments().count(),
        offline.dropped().count(),
        online.moments().count(),
        online.moments().count() - online.moments().distinct(),
        online.dropped().count(),
        online.dropped().count() - online.dropped().distinct());
  }
}
