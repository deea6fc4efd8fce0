package io.sensorium.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two clouds of points, which a straight line keeps apart. */
final class PrivateTrainingTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  /**
   * @param first of the points
   */
  private record Clouds(int first, int size) implements Examples {
    @Override
    public int target(int index) {
      return (first + index) % 2;
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public void write(int index, RandomGenerator random, float[] input) {
      SplittableRandom own = new SplittableRandom(first + index);
      double side = target(index) == 0 ? -1 : 1;
      input[0] = (float) (side + own.nextDouble(-0.9, 0.9));
      input[1] = (float) own.nextDouble(-1, 1);
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void withLittleNoiseItLearnsAndWithVeryMuchItDoesNot() {
    Network little = trained(new PrivateRecipe(20, 32, 0.05, 1, 0.5, 1));
    Network much = trained(new PrivateRecipe(20, 32, 0.05, 1, 1_000, 1));

    assertThat(right(little)).isGreaterThan(0.97);
    assertThat(right(much)).isLessThan(0.97);
  }

  @Test
  void theSameRecipeGivesTheSameParameters() {
    PrivateRecipe recipe = new PrivateRecipe(2, 32, 0.05, 1, 1, 3);

    assertThat(trained(recipe).parameters()).containsExactly(trained(recipe).parameters());
  }

  @Test
  void sitesLearnTogetherWhatNoneOfThemKnowsAlone() throws Exception {
    // given: no site has more than 50 points
    List<Examples> sites = List.of(new Clouds(0, 50), new Clouds(50, 50), new Clouds(100, 50));
    Network network = network();

    // when
    new FederatedTraining(new Trainer(threads), 20, new Recipe(2, 8, 0.02, 0, 5))
        .train(network, sites);

    // then
    assertThat(right(network)).isGreaterThan(0.97);
  }

  private static Network trained(PrivateRecipe recipe) {
    Network network = network();
    PrivateTrainer.train(network, new Clouds(0, 400), recipe);
    return network;
  }

  private static Network network() {
    return new Network(List.of(new Dense(2, 2)), new SplittableRandom(9));
  }

  private static double right(Network network) {
    Clouds unseen = new Clouds(10_000, 1_000);
    Pass pass = network.pass(1);
    float[] input = new float[2];
    int right = 0;
    for (int i = 0; i < unseen.size(); i++) {
      unseen.write(i, new SplittableRandom(0), input);
      pass.set(0, input, 2);
      pass.forward(1);
      right += (pass.value(1, 1, 0) > pass.value(1, 0, 0) ? 1 : 0) == unseen.target(i) ? 1 : 0;
    }
    return right / 1000.0;
  }
}
