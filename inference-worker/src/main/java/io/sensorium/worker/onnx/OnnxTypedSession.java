package io.sensorium.worker.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TypedSession;
import io.sensorium.worker.tensor.TypedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session of ONNX Runtime for one thread, on tensors as they are. */
final class OnnxTypedSession implements TypedSession {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Path model;
  private final Provider provider;
  private final ModelSignature signature;

  /** Owns the session from here on, also where this fails. */
  OnnxTypedSession(OrtEnvironment environment, OrtSession session, Path model, Provider provider)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.model = model;
    this.provider = provider;
    this.signature = OnnxSession.signature(session);
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public String provider() {
    return provider.label();
  }

  @Override
  public Map<String, TypedTensor> run(Map<String, TypedTensor> inputs, Set<String> outputs) {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    try {
      for (Map.Entry<String, TypedTensor> input : inputs.entrySet()) {
        feeds.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(feeds, outputs)) {
        Map<String, TypedTensor> values = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          values.put(output.getKey(), read(output.getKey(), output.getValue()));
        }
        return values;
      }
    } catch (OrtException failed) {
      Map<String, List<Long>> shapes = new LinkedHashMap<>();
      inputs.forEach((name, tensor) -> shapes.put(name, tensor.dims()));
      throw new ModelException(
          model.toString(),
          "a run of inputs " + shapes,
          String.valueOf(failed.getMessage()),
          "Compare with what the model takes: " + signature.inputs(),
          failed);
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    OnnxSession.close(session, model);
  }

  private OnnxTensor tensor(TypedTensor tensor) throws OrtException {
    long[] dims = tensor.dims().stream().mapToLong(Long::longValue).toArray();
    ByteBuffer values = tensor.values().slice();
    if (!values.isDirect()) {
      values = ByteBuffer.allocateDirect(values.remaining()).put(values).flip();
    }
    values.order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(environment, values, dims, type(tensor.type()));
  }

  private static TypedTensor read(String name, OnnxValue value) {
    if (value instanceof OnnxTensor tensor) {
      ElementType type = OnnxSession.type(tensor.getInfo());
      ByteBuffer values = type == ElementType.OTHER ? null : tensor.getByteBuffer();
      if (values != null) {
        return new TypedTensor(
            type, values, Arrays.stream(tensor.getInfo().getShape()).boxed().toList());
      }
    }
    throw new ModelException(
        "output " + name,
        "numbers or truth values",
        String.valueOf(value.getInfo()),
        "Choose another output or export the model with one");
  }

  private static OnnxJavaType type(ElementType type) {
    return switch (type) {
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case FLOAT64 -> OnnxJavaType.DOUBLE;
      case INT64 -> OnnxJavaType.INT64;
      case INT32 -> OnnxJavaType.INT32;
      case INT16 -> OnnxJavaType.INT16;
      case INT8 -> OnnxJavaType.INT8;
      case UINT8 -> OnnxJavaType.UINT8;
      case BOOL -> OnnxJavaType.BOOL;
      case OTHER -> throw new IllegalArgumentException("a tensor of no known type");
    };
  }
}
