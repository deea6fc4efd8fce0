package io.sensorium.worker.tensor;

import java.util.Map;
import java.util.Set;

/**
 * A loaded model. Not thread-safe: one thread at a time, and on a GPU the same thread always, since
 * memory is kept for each thread that ever ran it.
 */
public interface ModelSession extends AutoCloseable {

  /** What the model takes and gives. */
  ModelSignature signature();

  /** Execution provider that runs it: {@code cpu}, {@code cuda} or {@code tensorrt}. */
  String provider();

  /**
   * Runs the model once. Elements are converted to the types that the model declares.
   *
   * @param inputs a tensor for every input
   * @param outputs names of the wanted outputs
   * @return the wanted outputs as floats, in buffers of their own
   * @throws ModelException if the tensors do not fit the model or it fails
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs);

  @Override
  void close();
}
