package io.sensorium.worker.http;

import io.sensorium.worker.rollout.ModelControl;
import org.jspecify.annotations.Nullable;

/** How the worker is, for whoever asks on the management port. Thread-safe; never blocks. */
public interface WorkerState {

  /** Whether it works or may come to work by itself; where not, it should be started anew. */
  boolean live();

  /** What it still waits for before it can take moments; empty where it takes them. */
  String waitsFor();

  /** What changes the pipeline's models; null while they are being loaded. */
  @Nullable ModelControl control();
}
