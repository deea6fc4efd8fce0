package io.sensorium.model.network.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Rectifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TrainerTest {
  /** Two classes that no line divides: which two of the corners a point is near. */
  private static final Examples CORNERS =
      new Examples() {
        @Override
        public int size() {
          return 256;
        }

        @Override
        public int target(int index) {
          return (index & 1) ^ ((index >> 1) & 1);
        }

        @Override
        public int channels() {
          return 2;
        }

        @Override
        public void write(int index, RandomGenerator random, float[] input) {
          input[0] = (index & 1) + 0.2f * (float) (random.nextDouble() - 0.5);
          input[1] = ((index >> 1) & 1) + 0.2f * (float) (random.nextDouble() - 0.5);
        }
      };

  @Test
  void learnsWhatNoLineDivides() throws Exception {
    List<Double> losses = new ArrayList<>();

    train(2, losses);

    assertThat(losses.get(losses.size() - 1)).isLessThan(0.05);
  }

  @Test
  void theNumberOfThreadsChangesNoBit() throws Exception {
    assertThat(train(1, new ArrayList<>())).isEqualTo(train(3, new ArrayList<>()));
  }

  private static float[] train(int threads, List<Double> losses) throws Exception {
    Network network =
        new Network(
            List.of(new Dense(2, 16), new Rectifier(16), new Dense(16, 2)),
            new SplittableRandom(1));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      new Trainer(pool)
          .train(
              network, CORNERS, new Recipe(30, 32, 2e-2, 0, 3), (epoch, loss) -> losses.add(loss));
    } finally {
      pool.shutdownNow();
    }
    return network.parameters();
  }
}
