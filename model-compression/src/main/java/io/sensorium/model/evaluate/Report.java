package io.sensorium.model.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Candidates side by side.
 *
 * @param data the folder that the samples are of
 * @param samples seen by each candidate
 * @param provider the execution provider that ran them
 * @param candidates at least one, the one that others are compared with first
 */
public record Report(String data, int samples, String provider, List<Figures> candidates) {
  public Report {
    candidates = List.copyOf(candidates);
  }

  /** Every other candidate against the first. */
  public List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (Figures other : candidates.subList(1, candidates.size())) {
      differences.add(Difference.between(candidates.get(0), other));
    }
    return differences;
  }
}
