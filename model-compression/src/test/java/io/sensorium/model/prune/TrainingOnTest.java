package io.sensorium.model.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.learning.AfterStep;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What pruning takes, training gives back. */
class TrainingOnTest {
  private static final int WIDTH = 24;
  private static final int CLASSES = 4;

  /** Which of four places that no line divides a point is in, by the signs of a product. */
  private static final Examples PLACES =
      new Examples() {
        @Override
        public int size() {
          return 512;
        }

        @Override
        public int target(int index) {
          return index % CLASSES;
        }

        @Override
        public int channels() {
          return 4;
        }

        @Override
        public void write(int index, RandomGenerator random, float[] input) {
          int place = index % CLASSES;
          int sign = index / CLASSES % 2 == 0 ? 1 : -1;
          for (int i = 0; i < input.length; i++) {
            input[i] = 0.3f * (float) (random.nextDouble() - 0.5);
          }
          input[place / 2] += sign;
          input[2 + place % 2] += sign;
        }
      };

  @Test
  void aNetworkOfHalfTheWidthLearnsItAgain() throws Exception {
    Network network = trained();

    Network pruned = NetworkPruner.prune(network, ChannelNorm.L2, 0.75, Set.of());
    double before = accuracy(pruned);
    train(pruned, (parameters, step) -> {});

    assertThat(accuracy(network)).isGreaterThan(0.99);
    assertThat(before).isLessThan(0.95);
    assertThat(accuracy(pruned)).isGreaterThan(0.99);
    assertThat(pruned.parameters().length).isLessThan(network.parameters().length * 3 / 10);
  }

  @Test
  void weightsBecomeZeroWhileItLearns() throws Exception {
    Network network = trained();
    int steps = 20 * 512 / 32;

    train(network, new SparseTraining(network, new GradualSparsity(0, 0.6, 1, steps / 2), 5));

    int weights = 4 * WIDTH + WIDTH * CLASSES;
    int zeros = 0;
    for (float value : network.parameters()) {
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween((int) (0.6 * weights), (int) (0.6 * weights) + 1);
    assertThat(accuracy(network)).isGreaterThan(0.99);
  }

  private static Network trained() throws Exception {
    Network network =
        new Network(
            List.of(new Dense(4, WIDTH), new Rectifier(WIDTH), new Dense(WIDTH, CLASSES)),
            new SplittableRandom(1));
    train(network, (parameters, step) -> {});
    return network;
  }

  private static void train(Network network, AfterStep afterStep) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      new Trainer(thread)
          .train(network, PLACES, new Recipe(20, 32, 2e-2, 0, 3), afterStep, (epoch, loss) -> {});
    } finally {
      thread.shutdownNow();
    }
  }

  private static double accuracy(Network network) {
    Pass pass = network.pass(1);
    float[] input = new float[4];
    int right = 0;
    for (int i = 0; i < PLACES.size(); i++) {
      PLACES.write(i, new SplittableRandom(i), input);
      pass.set(0, input, 4);
      pass.forward(network.units().size());
      right += pass.highest(0) == PLACES.target(i) ? 1 : 0;
    }
    return (double) right / PLACES.size();
  }
}
