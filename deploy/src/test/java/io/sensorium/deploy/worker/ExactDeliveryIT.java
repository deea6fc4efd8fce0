package io.sensorium.deploy.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.deploy.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes under load that are killed, stopped past their timeouts, joined and left: each
 * moment has one prediction. {@code -Dsensorium.kills=30} kills more often, {@code
 * -Dsensorium.seed=7} at other instants.
 */
final class ExactDeliveryIT {
  private static final int KILLS = Integer.getInteger("sensorium.kills", 3);
  private static final long SEED = Long.getLong("sensorium.seed", 1);
  private static final int PARTITIONS = 4;
  private static final int MOMENTS_PER_SECOND = 200;
  private static final int MODEL_MS = 1;
  private static final String DELIVERY = "max-in-flight: 64";

  @TempDir static Path folder;
  private static DeliveryLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = DeliveryLab.start(folder, PARTITIONS, "killed", "moved");
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static void assertEachOnce(Set<String> moments, Answers answers) {
    assertThat(answers.read().predicted)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(moments);
    assertThat(answers.deadLetters).isEmpty();
    assertThat(answers.blind).isEmpty();
  }

  @Test
  void killedAgainAndAgainEachMomentHasOnePrediction() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    String pipeline = "killed";
    long longest = 0;
    Answers answers = new Answers(lab.kafka, pipeline);
    JavaProcess[] workers = {
      lab.worker(pipeline, DELIVERY, MODEL_MS), lab.worker(pipeline, DELIVERY, MODEL_MS)
    };
    try (MomentFeed feed = MomentFeed.start(lab.kafka, pipeline, PARTITIONS, MOMENTS_PER_SECOND)) {
      for (int kill = 0; kill < KILLS; kill++) {
        int enough = answers.read().predicted.size() + random.nextInt(20, 200);
        lab.await("kill " + kill, answers, a -> a.predicted.size() > enough);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(300_000)));
        int victim = random.nextInt(workers.length);
        assertThat(workers[victim].isAlive()).as(workers[victim].printed()).isTrue();
        workers[victim].kill();
        long from = System.nanoTime();
        Set<String> before = feed.sent();
        workers[victim] = lab.worker(pipeline, DELIVERY, MODEL_MS);
        lab.await("all partitions go on", answers, a -> a.distinct().containsAll(before));
        longest = Math.max(longest, System.nanoTime() - from);
      }
      Set<String> moments = feed.finish();
      lab.await("all predictions", answers, a -> a.predicted.size() >= moments.size());
      for (JavaProcess worker : workers) {
        worker.stop(Duration.ofSeconds(30));
      }
      assertEachOnce(moments, answers);
      System.out.printf(
          "%d kills, seed %d: %d moments, %d predictions; a kill held some up for %d ms at most%n",
          KILLS,
          SEED,
          moments.size(),
          answers.predicted.size(),
          TimeUnit.NANOSECONDS.toMillis(longest));
    } finally {
      answers.close();
      for (JavaProcess worker : workers) {
        worker.close();
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "sensorium.soak", matches = "true")
  void joinedLeftAndStoppedPastItsTimeoutsEachMomentHasOnePrediction() throws Exception {
    String pipeline = "moved";
    Answers answers = new Answers(lab.kafka, pipeline);
    try (MomentFeed feed = MomentFeed.start(lab.kafka, pipeline, PARTITIONS, MOMENTS_PER_SECOND);
        JavaProcess first = lab.worker(pipeline, DELIVERY, MODEL_MS);
        JavaProcess second = lab.worker(pipeline, DELIVERY, MODEL_MS)) {
      lab.awaitSharing(pipeline, 2);
      try (JavaProcess third = lab.worker(pipeline, DELIVERY, MODEL_MS)) {
        lab.awaitSharing(pipeline, 3);
        int some = answers.read().predicted.size() + 100;
        lab.await("predictions of three", answers, a -> a.predicted.size() > some);
        third.stop(Duration.ofSeconds(30));
      }
      lab.awaitSharing(pipeline, 2);

      first.pause();
      Set<String> before = feed.sent();
      lab.awaitSharing(pipeline, 1);
      // Also those that the stopped worker had: its transaction has been aborted.
      lab.await("the other goes on alone", answers, a -> a.distinct().containsAll(before));
      first.resume();
      lab.awaitSharing(pipeline, 2);

      int some = answers.read().predicted.size() + 100;
      lab.await("predictions after it", answers, a -> a.predicted.size() > some);
      Set<String> moments = feed.finish();
      lab.await("all predictions", answers, a -> a.predicted.size() >= moments.size());
      first.stop(Duration.ofSeconds(30));
      second.stop(Duration.ofSeconds(30));
      assertEachOnce(moments, answers);
      System.out.printf(
          "a worker joined, left, stopped and came back: %d moments, %d predictions%n",
          moments.size(), answers.predicted.size());
    } finally {
      answers.close();
    }
  }
}
