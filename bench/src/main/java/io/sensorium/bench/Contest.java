package io.sensorium.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs contenders in turn, in an order that turns round from one round to the next, after one round
 * that is not counted. What is told of each is the median, with the smallest and the largest beside
 * it.
 */
final class Contest {
  /**
   * One contender's counted runs.
   *
   * @param name as it stands in the table
   * @param rates items a second, in the order of the rounds
   */
  record Result(String name, List<Double> rates) {
    double median() {
      List<Double> sorted = rates.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double smallest() {
      return Collections.min(rates);
    }

    double largest() {
      return Collections.max(rates);
    }
  }

  private final List<Contender> contenders;
  private final int rounds;

  Contest(List<Contender> contenders, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("expected at least 1 round, found " + rounds);
    }
    this.contenders = List.copyOf(contenders);
    this.rounds = rounds;
  }

  /** Runs all rounds and tells of each run as it ends. */
  List<Result> run(Consumer<String> progress) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    contenders.forEach(c -> rates.put(c.name(), new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      List<Contender> order = new ArrayList<>(contenders);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Contender contender : order) {
        double rate = contender.run().itemsPerSecond();
        progress.accept(
            "%s %s: %,.0f a second"
                .formatted(round == 0 ? "warm-up" : "round " + round, contender.name(), rate));
        if (round > 0) {
          rates.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    return rates.entrySet().stream().map(e -> new Result(e.getKey(), e.getValue())).toList();
  }
}
