package io.sensorium.worker.tensor;

/** What one element of a model's tensor is. */
public enum ElementType {
  FLOAT32(4),
  FLOAT16(2),
  FLOAT64(8),
  INT64(8),
  INT32(4),
  INT16(2),
  INT8(1),
  UINT8(1),
  /** One byte, 0 or 1. */
  BOOL(1),
  /** A type that no feed can fill, such as text. */
  OTHER(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Of one element; 0 where it has no fixed size. */
  public int bytes() {
    return bytes;
  }
}
