package io.sensorium.worker.onnx;

import io.sensorium.worker.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The smallest model that shows whether a provider works: one addition of two floats. */
final class ProbeModel {
  static final String OUTPUT = "y";

  /** ModelProto, IR 8, opset 17: y[1] = Add(x[1], x[1]). */
  private static final String BASE64 =
      "CAg6OQoOCgF4CgF4EgF5IgNBZGQSBXByb2JlWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQEQ==";

  private ProbeModel() {}

  static byte[] bytes() {
    return Base64.getDecoder().decode(BASE64);
  }

  static Map<String, Tensor> inputs() {
    ByteBuffer one = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
    return Map.of("x", new Tensor(one.asFloatBuffer(), List.of(1L)));
  }
}
