package io.sensorium.model.search;

import io.sensorium.model.network.learning.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tries all for a short while, keeps the better half, tries these for twice as long, and so on
 * until one is left (Jamieson and Talwalkar, 2016; the inner loop of Hyperband, Li et al., 2018).
 * Each round begins anew, so that the learning rate falls to 0 in every one.
 *
 * @param firstEpochs epochs of the first round
 * @param mostEpochs of any round
 */
public record SuccessiveHalving(int firstEpochs, int mostEpochs) {

  /** Trains one candidate for a number of epochs. */
  @FunctionalInterface
  public interface Trial {
    Marks of(int candidate, int epochs, int round) throws InterruptedException;
  }

  /**
   * Runs the rounds.
   *
   * @param candidates how many there are, at least one
   * @return how each did in its rounds; the one with most rounds is the last left. Where one is the
   *     only one, it has one round all the same.
   */
  public List<List<Marks>> run(int candidates, Trial trial) throws InterruptedException {
    List<List<Marks>> rounds = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int c = 0; c < candidates; c++) {
      rounds.add(new ArrayList<>());
      left.add(c);
    }
    int epochs = Math.min(firstEpochs, mostEpochs);
    for (int round = 1; left.size() > 1 || round == 1; round++) {
      for (int candidate : left) {
        rounds.get(candidate).add(trial.of(candidate, epochs, round));
      }
      // Lists are sorted stably: of equals the one that was named first stays.
      left.sort(Comparator.comparingDouble(c -> last(rounds.get(c)).loss()));
      left = new ArrayList<>(left.subList(0, (left.size() + 1) / 2));
      epochs = Math.min(2 * epochs, mostEpochs);
    }
    return rounds;
  }

  /** The place of the one that was left at the end. */
  public static int winner(List<List<Marks>> rounds) {
    int best = 0;
    for (int c = 1; c < rounds.size(); c++) {
      boolean longer = rounds.get(c).size() > rounds.get(best).size();
      boolean better =
          rounds.get(c).size() == rounds.get(best).size()
              && last(rounds.get(c)).loss() < last(rounds.get(best)).loss();
      best = longer || better ? c : best;
    }
    return best;
  }

  private static Marks last(List<Marks> rounds) {
    return rounds.get(rounds.size() - 1);
  }
}
