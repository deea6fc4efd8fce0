package io.sensorium.worker.tensor;

/** What one element of a model's tensor is. */
public enum ElementType {
  FLOAT32,
  FLOAT16,
  FLOAT64,
  INT64,
  INT32,
  INT8,
  UINT8,
  BOOL,
  /** A type that no feed can fill, such as text. */
  OTHER
}
