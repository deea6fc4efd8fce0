package io.sensorium.pipeline;

import java.util.List;

/** What feeds one tensor of a model. */
public sealed interface Feed {
  /** The features of an input, as the model's own description says. */
  record InputFeed(String input) implements Feed {}

  /** An output of an earlier step. */
  record StepFeed(String step, String output) implements Feed {}

  /** One number for each named input: 1 where it takes part, 0 where it is missing. */
  record PresenceFeed(List<String> inputs) implements Feed {
    public PresenceFeed {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * An output of the same model for the previous chunk of the same site and sensor; zeros at first.
   */
  record StateFeed(String output) implements Feed {}

  /** Fixed numbers. */
  record ConstantFeed(List<Double> values) implements Feed {
    public ConstantFeed {
      values = List.copyOf(values);
    }
  }
}
