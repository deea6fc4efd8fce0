package io.sensorium.worker.http;

import io.sensorium.worker.tensor.ElementType;
import java.util.Arrays;

/** Types of elements, by the protocol's names. */
enum Datatype {
  BOOL(ElementType.BOOL),
  UINT8(ElementType.UINT8),
  INT8(ElementType.INT8),
  INT16(ElementType.INT16),
  INT32(ElementType.INT32),
  INT64(ElementType.INT64),
  /** In binary only: JSON has no such numbers. */
  FP16(ElementType.FLOAT16),
  FP32(ElementType.FLOAT32),
  FP64(ElementType.FLOAT64);

  private static final String OTHER = "UNSUPPORTED";

  private final ElementType type;

  Datatype(ElementType type) {
    this.type = type;
  }

  ElementType type() {
    return type;
  }

  int bytes() {
    return type.bytes();
  }

  /**
   * @throws RefusedException if there is none of that name
   */
  static Datatype named(String subject, String name) {
    for (Datatype datatype : values()) {
      if (datatype.name().equals(name)) {
        return datatype;
      }
    }
    throw Refusal.badRequest(
        "one of the datatypes " + Arrays.toString(values()) + " for " + subject,
        "'" + name + "'",
        "Correct it, or export the model with such a type");
  }

  /** Of elements that can be sent. */
  static Datatype of(ElementType type) {
    for (Datatype datatype : values()) {
      if (datatype.type == type) {
        return datatype;
      }
    }
    throw new IllegalArgumentException("no datatype is " + type);
  }

  /** The name, also of what cannot be sent. */
  static String name(ElementType type) {
    return type == ElementType.OTHER ? OTHER : of(type).name();
  }
}
