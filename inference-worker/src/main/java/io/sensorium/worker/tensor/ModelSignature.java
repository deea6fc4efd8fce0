package io.sensorium.worker.tensor;

import java.util.List;
import java.util.Optional;

/**
 * What a model takes and gives, as its file declares it.
 *
 * @param inputs in the file's order
 * @param outputs in the file's order
 */
public record ModelSignature(List<TensorDescription> inputs, List<TensorDescription> outputs) {
  public ModelSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The input of this name. */
  public Optional<TensorDescription> input(String name) {
    return inputs.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** The output of this name. */
  public Optional<TensorDescription> output(String name) {
    return outputs.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }
}
