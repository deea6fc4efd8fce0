package io.sensorium.model.privacy;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import java.util.List;

/**
 * Federated averaging (McMahan et al., 2017): each site trains a copy on its own examples, and only
 * parameters come back, to be averaged by how many examples they have seen.
 */
public final class FederatedTraining {
  private final Trainer trainer;
  private final int rounds;
  private final Recipe local;

  /**
   * @param local a site's training within one round
   */
  public FederatedTraining(Trainer trainer, int rounds, Recipe local) {
    this.trainer = trainer;
    this.rounds = rounds;
    this.local = local;
  }

  /**
   * Trains.
   *
   * @param network becomes the average; its units hold no state but its parameters
   * @param sites the examples of each, which stay with it
   */
  public void train(Network network, List<Examples> sites) throws InterruptedException {
    int seen = sites.stream().mapToInt(Examples::size).sum();
    for (int round = 0; round < rounds; round++) {
      float[] start = network.parameters().clone();
      double[] average = new double[start.length];
      for (int site = 0; site < sites.size(); site++) {
        Examples own = sites.get(site);
        System.arraycopy(start, 0, network.parameters(), 0, start.length);
        trainer.train(network, own, recipe(round, site), (epoch, loss) -> {});
        for (int p = 0; p < average.length; p++) {
          average[p] += network.parameters()[p] * (double) own.size() / seen;
        }
      }
      for (int p = 0; p < average.length; p++) {
        network.parameters()[p] = (float) average[p];
      }
    }
  }

  private Recipe recipe(int round, int site) {
    return new Recipe(
        local.epochs(),
        local.batch(),
        local.learningRate(),
        local.decay(),
        local.seed() + 1_000L * round + site);
  }
}
