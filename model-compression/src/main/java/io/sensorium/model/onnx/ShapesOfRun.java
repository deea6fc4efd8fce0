package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sensorium.model.anatomy.ShapeFinder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Shapes as they are in a run of one sample of zeros. */
public final class ShapesOfRun implements ShapeFinder {
  @Override
  public Map<String, List<Long>> shapes(ModelProto model, Set<String> values) {
    Map<String, List<Long>> shapes = new HashMap<>();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession.SessionOptions options = OnnxModel.options()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      try (OrtSession session =
          OnnxModel.ENVIRONMENT.createSession(observed(model, values).toByteArray(), options)) {
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
          if (!(input.getValue().getInfo() instanceof TensorInfo info) || !closed(info)) {
            return Map.of();
          }
          inputs.put(input.getKey(), zeros(info));
          shapes.put(input.getKey(), one(info));
        }
        try (OrtSession.Result result = session.run(inputs)) {
          for (Map.Entry<String, OnnxValue> output : result) {
            if (output.getValue().getInfo() instanceof TensorInfo info) {
              shapes.put(output.getKey(), list(info.getShape()));
            }
          }
        }
      }
      return shapes;
    } catch (OrtException refused) {
      return Map.of();
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** With the values as outputs, whose types ONNX Runtime finds. */
  private static ModelProto observed(ModelProto model, Set<String> values) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    Set<String> known = new HashSet<>();
    graph.getInputList().forEach(input -> known.add(input.getName()));
    graph.getInitializerList().forEach(constant -> known.add(constant.getName()));
    graph.getOutputList().forEach(output -> known.add(output.getName()));
    for (String value : values.stream().sorted().toList()) {
      if (known.add(value)) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(value));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  /** Whether no dimension but the first is open. */
  private static boolean closed(TensorInfo info) {
    return LongStream.of(info.getShape()).skip(1).allMatch(dim -> dim > 0);
  }

  private static List<Long> one(TensorInfo info) {
    return LongStream.of(info.getShape()).map(dim -> dim > 0 ? dim : 1).boxed().toList();
  }

  private static OnnxTensor zeros(TensorInfo info) throws OrtException {
    long[] shape = one(info).stream().mapToLong(Long::longValue).toArray();
    long elements = LongStream.of(shape).reduce(1, Math::multiplyExact);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(elements * info.type.size))
            .order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(OnnxModel.ENVIRONMENT, bytes, shape, info.type);
  }

  private static List<Long> list(long[] shape) {
    return LongStream.of(shape).boxed().toList();
  }
}
