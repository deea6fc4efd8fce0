package io.sensorium.worker.plan;

import io.sensorium.pipeline.Input;
import java.util.List;

/** What fills one tensor of a model. Row dimensions are those behind the batch dimension. */
public sealed interface FeedPlan {
  /** The model's tensor. */
  String tensor();

  /** Features of an input; zeros where it is missing. */
  record FromInput(String tensor, Input input, FeatureSpec spec, List<Long> rowDims)
      implements FeedPlan {
    /** Of what tells feeds apart: they are keys of maps for every moment. */
    @Override
    public int hashCode() {
      return 31 * tensor.hashCode() + input.name().hashCode();
    }
  }

  /** An output of an earlier step, by its place in the plan; zeros where that did not run. */
  record FromStep(String tensor, int step, String output, List<Long> rowDims) implements FeedPlan {}

  /** 1 or 0 for each of the inputs. */
  record FromPresence(String tensor, List<String> inputs, List<Long> rowDims) implements FeedPlan {}

  /** The model's own output of the run before on the same sensor; zeros at first. */
  record FromState(String tensor, String output, List<Long> dims) implements FeedPlan {}

  /**
   * Fixed numbers.
   *
   * @param eachRow whether the tensor has a batch dimension along which they repeat
   * @param dims with the batch dimension left out where {@code eachRow}
   */
  record FromConstant(String tensor, List<Double> values, boolean eachRow, List<Long> dims)
      implements FeedPlan {}
}
