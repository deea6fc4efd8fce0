package io.sensorium.pipeline;

import java.util.List;

/** What has to hold of a moment for a step to run. */
public sealed interface Condition {
  /** All of the inputs have events in the moment. */
  record Present(List<String> inputs) implements Condition {
    public Present {
      inputs = List.copyOf(inputs);
    }
  }

  /** None of the inputs has events in the moment. */
  record Absent(List<String> inputs) implements Condition {
    public Absent {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Something about the scores of an earlier step, after activation. A step that had nothing to go
   * by scores 0 for every label and is wholly unsure; one that was not called for itself calls for
   * nothing.
   *
   * @param step an earlier step
   * @param output the output with its scores
   * @param measure what is compared
   * @param side where it has to lie, the threshold itself not included
   * @param threshold in [0, 1]
   */
  record Scored(String step, String output, Measure measure, Side side, double threshold)
      implements Condition {}

  /** On which side of a threshold. */
  enum Side {
    ABOVE,
    BELOW
  }

  /** One number about a row of scores. */
  sealed interface Measure {
    /** The largest score. */
    record Largest() implements Measure {}

    /** The entropy of the scores as shares of their sum: 0 where sure, 1 where all are equal. */
    record Entropy() implements Measure {}

    /** The score of one label. */
    record Label(String name) implements Measure {}
  }
}
