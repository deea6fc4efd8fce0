package io.sensorium.model.search;

import io.sensorium.model.family.Blueprint;
import io.sensorium.model.network.learning.Marks;
import java.util.List;

/**
 * A network of the search.
 *
 * @param micros a run of it, untrained
 * @param within whether that is within the budget
 * @param rounds how it did on validation in each round that it was in; none where it was too slow
 */
public record Candidate(
    Blueprint blueprint, int parameters, double micros, boolean within, List<Marks> rounds) {
  public Candidate {
    rounds = List.copyOf(rounds);
  }

  /** How it did in the first round, in which all within the budget are. */
  Marks first() {
    return rounds.get(0);
  }

  /** Whether no other that is as fast did better in the first round, nor a faster one as well. */
  boolean onFront(List<Candidate> all) {
    return within
        && all.stream()
            .filter(Candidate::within)
            .noneMatch(
                other ->
                    other.micros() <= micros
                        && other.first().accuracy() >= first().accuracy()
                        && (other.micros() < micros
                            || other.first().accuracy() > first().accuracy()));
  }
}
