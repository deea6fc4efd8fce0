package io.sensorium.model.half;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.HalfFloat;
import io.sensorium.model.graph.Tensors;

/** Constants as halves; counts what the smaller range cost. */
final class HalfWeights {
  private long values;
  private long clamped;
  private long vanished;

  /** The tensor under a new name, each value the nearest finite half. */
  TensorProto convert(TensorProto tensor, String name) {
    float[] floats = Tensors.floats(tensor);
    short[] halves = new short[floats.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = convert(floats[i]);
    }
    values += halves.length;
    return Tensors.halves(name, halves, Tensors.dimensions(tensor));
  }

  /** Whether a value lies beyond the finite halves. Infinities are meant, and stay. */
  static boolean exceeds(TensorProto tensor) {
    for (float value : Tensors.floats(tensor)) {
      if (Math.abs(value) > HalfFloat.LARGEST && Float.isFinite(value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every value is so near to 0 that it would become 0: such a constant guards a division
   * or a logarithm.
   */
  static boolean vanishes(TensorProto tensor) {
    float[] floats = Tensors.floats(tensor);
    for (float value : floats) {
      if (value == 0 || (HalfFloat.of(value) & 0x7fff) != 0) {
        return false;
      }
    }
    return floats.length > 0;
  }

  long values() {
    return values;
  }

  long clamped() {
    return clamped;
  }

  long vanished() {
    return vanished;
  }

  private short convert(float value) {
    if (Float.isFinite(value) && Math.abs(value) > HalfFloat.LARGEST) {
      clamped++;
      return HalfFloat.of(Math.copySign(HalfFloat.LARGEST, value));
    }
    short half = HalfFloat.of(value);
    if (value != 0 && (half & 0x7fff) == 0) {
      vanished++;
    }
    return half;
  }
}
