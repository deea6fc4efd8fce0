package io.sensorium.model.quantize;

import io.sensorium.model.graph.Numbers;
import java.util.Map;
import java.util.Set;

/** Port: runs one model. */
public interface OnnxRunner extends AutoCloseable {
  /**
   * Runs a batch.
   *
   * @param inputs values of each input, example after example
   * @return values of each output, which must be floats
   */
  Map<String, float[]> run(Map<String, float[]> inputs);

  /**
   * Runs the model on tensors of any shape and type.
   *
   * @param outputs those that are wanted
   * @return the wanted outputs, of which those that are no tensors of numbers are left out
   */
  Map<String, Numbers> answer(Map<String, Numbers> inputs, Set<String> outputs);

  @Override
  void close();
}
