package io.sensorium.worker.tensor;

import java.nio.file.Path;
import java.util.List;

/** Loads models. Thread-safe. */
public interface ModelRuntime {

  /** Variants in the order in which this runtime runs them best: {@code int8}, {@code fp32}, … */
  List<String> variants();

  /** Threads that should each have a session of every model, for the runtime to be fully used. */
  int lanes();

  /**
   * Loads a model for one thread.
   *
   * @throws ModelException if the file is missing, corrupt, or uses operators that are not there
   */
  ModelSession load(Path model);
}
