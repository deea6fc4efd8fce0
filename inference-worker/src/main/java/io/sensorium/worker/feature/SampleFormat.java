package io.sensorium.worker.feature;

/** How one sample is encoded; more than one byte stands little end first. */
public enum SampleFormat {
  U8(1),
  S16(2),
  S24(3),
  S32(4),
  /** IEEE 754, in about [-1, 1]. */
  F32(4),
  /** IEEE 754 of double precision, in about [-1, 1]. */
  F64(8);

  private final int bytes;

  SampleFormat(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample. */
  public int bytes() {
    return bytes;
  }
}
