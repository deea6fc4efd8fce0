package io.sensorium.worker.tensor;

import java.nio.file.Path;
import java.util.List;

/** Loads models for callers that bring tensors of the models' own types. Thread-safe. */
public interface TypedRuntime {

  /** Variants in the order in which this runtime runs them best: {@code int8}, {@code fp32}, … */
  List<String> variants();

  /**
   * Loads a model for one thread.
   *
   * @throws ModelException if the file is missing, corrupt, or uses operators that are not there
   */
  TypedSession loadTyped(Path model);
}
