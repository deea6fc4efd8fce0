package io.sensorium.worker.tensor;

import java.util.Map;
import java.util.Set;

/**
 * A loaded model that is run on tensors of its own types. As {@link ModelSession}, it is for one
 * thread, and on a GPU for the same thread always.
 */
public interface TypedSession extends AutoCloseable {

  /** What the model takes and gives. */
  ModelSignature signature();

  /** Execution provider that runs it: {@code cpu}, {@code cuda} or {@code tensorrt}. */
  String provider();

  /**
   * Runs the model once. Nothing is converted.
   *
   * @param inputs a tensor for every input, of the type that the model declares
   * @param outputs names of the wanted outputs
   * @return the wanted outputs, in buffers of their own
   * @throws ModelException if the tensors do not fit the model or it fails
   */
  Map<String, TypedTensor> run(Map<String, TypedTensor> inputs, Set<String> outputs);

  @Override
  void close();
}
