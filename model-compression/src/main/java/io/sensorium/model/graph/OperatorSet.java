package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;

/** The version of ONNX's own operators that a model is written in. */
public final class OperatorSet {
  private OperatorSet() {}

  /** The version; 0 where the model names none. */
  public static long of(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(set -> isOnnx(set.getDomain()))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  /**
   * @throws IllegalArgumentException where the version lies outside of a span
   */
  public static long require(ModelProto model, long first, long last) {
    long version = of(model);
    if (version < first || version > last) {
      throw new IllegalArgumentException(
          "expected a model of operator set %d to %d, found %d; export it with another opset version"
              .formatted(first, last, version));
    }
    return version;
  }

  public static boolean isOnnx(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }
}
