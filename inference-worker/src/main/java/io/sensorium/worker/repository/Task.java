package io.sensorium.worker.repository;

/** What a model's output means. */
public enum Task {
  CLASSIFICATION,
  DETECTION,
  EMBEDDING,
  TRANSCRIPT
}
