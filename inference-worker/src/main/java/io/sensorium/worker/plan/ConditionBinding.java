package io.sensorium.worker.plan;

import io.sensorium.pipeline.Condition;
import io.sensorium.pipeline.Condition.Measure;
import io.sensorium.worker.decode.ClassificationDecoder;
import io.sensorium.worker.decode.ScoreMeasure;
import io.sensorium.worker.repository.OutputDescription;
import io.sensorium.worker.repository.OutputDescription.Activation;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;

/** Checks a condition against the step that it speaks of. */
final class ConditionBinding {
  private final String subject;
  private final int place;
  private final StepPlan step;
  private final ModelSignature signature;

  /**
   * @param subject the step that has the condition, for errors
   * @param place of the step that it speaks of
   */
  ConditionBinding(String subject, int place, StepPlan step, ModelSignature signature) {
    this.subject = subject;
    this.place = place;
    this.step = step;
    this.signature = signature;
  }

  /** A condition that speaks of no step. */
  static ConditionPlan ofInputs(Condition condition) {
    return condition instanceof Condition.Present present
        ? new ConditionPlan.Present(present.inputs())
        : new ConditionPlan.Absent(((Condition.Absent) condition).inputs());
  }

  ConditionPlan.Scored bind(Condition.Scored condition) {
    // That the step has it was checked with the step.
    TensorDescription output = signature.output(condition.output()).orElseThrow();
    if (output.dims().isEmpty() || output.dims().size() > 2) {
      throw refused(
          "scores of shape [batch, labels] in 'when'",
          "output '%s' of step '%s', %s".formatted(output.name(), condition.step(), output.shape()),
          "Decide by another output");
    }
    Activation activation =
        step.version()
            .description()
            .outputs()
            .getOrDefault(output.name(), OutputDescription.PLAIN)
            .activation();
    String text =
        "%s of %s.%s %s %s"
            .formatted(
                name(condition.measure()),
                condition.step(),
                condition.output(),
                condition.side() == Condition.Side.ABOVE ? "above" : "below",
                condition.threshold());
    return new ConditionPlan.Scored(
        place,
        condition.output(),
        new ClassificationDecoder(List.of(), activation),
        measure(condition, output, activation),
        condition.side() == Condition.Side.ABOVE,
        condition.threshold(),
        text);
  }

  private ScoreMeasure measure(
      Condition.Scored condition, TensorDescription output, Activation activation) {
    long scores = output.dims().size() == 1 ? 1 : output.dims().get(1);
    if (condition.measure() instanceof Measure.Label label) {
      return new ScoreMeasure.Label(place(condition, label, scores));
    }
    if (condition.measure() instanceof Measure.Largest) {
      return new ScoreMeasure.Largest();
    }
    if (scores == 1 || activation == Activation.SIGMOID) {
      throw refused(
          "for 'entropy-above' scores of several labels that exclude each other",
          scores == 1 ? "one score" : "'activation: sigmoid', scores of labels on their own",
          "Decide by 'max-below' or by a label");
    }
    return new ScoreMeasure.Entropy();
  }

  private int place(Condition.Scored condition, Measure.Label label, long scores) {
    List<String> labels = step.version().labels();
    int found = labels.indexOf(label.name());
    if (found < 0 || (scores > 0 && labels.size() != scores)) {
      throw refused(
          "in 'when' one of the labels of step '" + condition.step() + "', one for each score",
          "'" + label.name() + "', " + labels.size() + " labels and " + output(scores),
          labels.isEmpty() ? "Add labels to the model" : "Name one of " + labels);
    }
    return found;
  }

  private static String output(long scores) {
    return scores > 0 ? scores + " scores" : "any number of scores";
  }

  private static String name(Measure measure) {
    if (measure instanceof Measure.Label label) {
      return label.name();
    }
    return measure instanceof Measure.Largest ? "the largest score" : "the entropy";
  }

  private ModelException refused(String expected, String found, String fix) {
    return new ModelException(subject, expected, found, fix);
  }
}
