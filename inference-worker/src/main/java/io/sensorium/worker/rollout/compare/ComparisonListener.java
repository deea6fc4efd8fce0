package io.sensorium.worker.rollout.compare;

/** Told what became of moments that a version ran beside on. On any thread. */
public interface ComparisonListener {
  /** A moment was compared. */
  void compared();

  /** A moment was not, since the version that runs beside is behind or the worker stops. */
  void notCompared();
}
