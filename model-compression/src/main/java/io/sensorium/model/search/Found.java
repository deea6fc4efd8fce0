package io.sensorium.model.search;

import io.sensorium.model.family.Blueprint;
import io.sensorium.model.network.learning.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a search found.
 *
 * @param candidates all of them, in the order in which they were named
 * @param best the one that was left
 * @param halving how long rounds were
 * @param measure what the marks' accuracy is: of labels, or agreement with the teacher
 */
public record Found(
    List<Candidate> candidates,
    Blueprint best,
    double budgetMicros,
    SuccessiveHalving halving,
    String measure) {
  public Found {
    candidates = List.copyOf(candidates);
  }

  /** A Markdown table with a few words. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| candidate | parameters | µs | " + measure + " in each round, % | |");
    lines.add("|---|---:|---:|---|---|");
    for (Candidate candidate : candidates) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.0f | %s | %s |",
              candidate.blueprint().key(),
              candidate.parameters(),
              candidate.micros(),
              String.join(", ", candidate.rounds().stream().map(Found::percent).toList()),
              note(candidate)));
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Budget %.0f µs a run of one sample on one thread. Rounds of %d epochs, then twice as"
                + " many each time, for the better half by validation loss. Front: none as fast was"
                + " better in the first round.",
            budgetMicros,
            halving.firstEpochs()));
    lines.add(
        "Which candidates are within the budget depends on this machine and what else it does; all"
            + " else depends on the seed alone.");
    return lines;
  }

  private String note(Candidate candidate) {
    if (!candidate.within()) {
      return "over the budget, not trained";
    }
    String front = candidate.onFront(candidates) ? "front" : "";
    return candidate.blueprint().equals(best) ? (front + " **chosen**").strip() : front;
  }

  private static String percent(Marks marks) {
    return String.format(Locale.ROOT, "%.1f", 100 * marks.accuracy());
  }
}
