package io.sensorium.worker.serve;

import io.sensorium.worker.serve.ServeException.Kind;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import io.sensorium.worker.tensor.TypedTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares tensors with what a model takes, before it has to. */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * @throws ServeException of the kind {@code UNFIT} where they do not fit
   */
  static void check(
      ServedVersion model,
      ModelSignature signature,
      Map<String, TypedTensor> inputs,
      Set<String> outputs) {
    String subject = "model " + model.model() + " version " + model.version();
    List<String> taken = names(signature.inputs());
    for (String name : inputs.keySet()) {
      if (!taken.contains(name)) {
        throw unfit(subject, "inputs " + taken, "input '" + name + "'", "Correct its name");
      }
    }
    for (TensorDescription input : signature.inputs()) {
      TypedTensor given = inputs.get(input.name());
      if (given == null) {
        throw unfit(
            subject,
            "inputs " + taken,
            "only " + inputs.keySet().stream().sorted().toList(),
            "Add '" + input.name() + "'");
      }
      check(subject + ", input '" + input.name() + "'", input, given);
    }
    List<String> given = names(signature.outputs());
    for (String name : outputs) {
      if (!given.contains(name)) {
        throw unfit(subject, "outputs of " + given, "'" + name + "'", "Correct its name");
      }
    }
  }

  private static void check(String subject, TensorDescription input, TypedTensor given) {
    if (input.type() == ElementType.OTHER) {
      throw unfit(
          subject,
          "an input of numbers or truth values",
          "one of another type",
          "Export the model with inputs of types that can be sent");
    }
    if (input.type() != given.type()) {
      throw unfit(
          subject, "elements " + input.type(), "" + given.type(), "Send the model's own type");
    }
    boolean fits = input.dims().size() == given.dims().size();
    for (int i = 0; fits && i < input.dims().size(); i++) {
      fits = input.dims().get(i) < 0 || input.dims().get(i).equals(given.dims().get(i));
    }
    if (!fits) {
      throw unfit(
          subject, "shape " + input.shape(), "" + given.dims(), "Send a tensor of that shape");
    }
  }

  private static List<String> names(List<TensorDescription> tensors) {
    return tensors.stream().map(TensorDescription::name).toList();
  }

  private static ServeException unfit(String subject, String expected, String found, String fix) {
    return new ServeException(Kind.UNFIT, subject, expected, found, fix);
  }
}
