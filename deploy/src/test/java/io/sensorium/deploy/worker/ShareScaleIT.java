package io.sensorium.deploy.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How eight workers on one partition compare with one, with a model that takes 20 ms off the CPU.
 * Measures, so only with {@code -Dsensorium.scale=true}.
 */
@EnabledIfSystemProperty(named = "sensorium.scale", matches = "true")
final class ShareScaleIT {
  private static final String SHARED = "{ mode: shared, max-in-flight: 4 }";
  private static final int MODEL_MS = 20;
  private static final int MANY = 8;
  private static final int ROUNDS = Integer.getInteger("sensorium.rounds", 5);
  private static final long SECONDS = 8;

  @TempDir Path folder;

  @Test
  void eightWorkersOnOnePartitionAreSevenTimesAsFastAsOne() throws Exception {
    List<Double> ratios = new ArrayList<>();
    try (DeliveryLab lab = DeliveryLab.start(folder, 1, "scale");
        MomentFeed feed = MomentFeed.open(lab.kafka, "scale", 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        feed.send((int) (SECONDS * 1_000 / MODEL_MS * (MANY + 1) * 2));
        double one = rate(lab, 1);
        double many = rate(lab, MANY);
        ratios.add(many / one);
        System.out.printf(
            "%.1f moments/s with 1 worker, %.1f with %d: %.2f times%n",
            one, many, MANY, many / one);
      }
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    assertThat(sorted.get(ROUNDS / 2)).isGreaterThanOrEqualTo(7);
  }

  private static double rate(DeliveryLab lab, int number) throws InterruptedException {
    List<FixedTimeWorker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        workers.add(lab.inThisJvm("scale", SHARED, MODEL_MS));
      }
      await()
          .atMost(DeliveryLab.LIMIT)
          .until(() -> workers.stream().allMatch(w -> w.delivery.tally().predictions() > 20));
      long before = predictions(workers);
      long from = System.nanoTime();
      TimeUnit.SECONDS.sleep(SECONDS);
      long after = predictions(workers);
      return (after - before) * 1e9 / (System.nanoTime() - from);
    } finally {
      workers.parallelStream().forEach(FixedTimeWorker::close);
    }
  }

  private static long predictions(List<FixedTimeWorker> workers) {
    return workers.stream().mapToLong(w -> w.delivery.tally().predictions()).sum();
  }
}
