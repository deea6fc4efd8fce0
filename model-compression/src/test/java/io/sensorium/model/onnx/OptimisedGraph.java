package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What ONNX Runtime makes of a model: a fusion that silently stops is seen here. */
public final class OptimisedGraph {
  private OptimisedGraph() {}

  /**
   * How often each operator stands in the optimised graph.
   *
   * @param folder for the file that the runtime writes
   */
  public static Map<String, Long> operators(ModelProto model, Path folder) throws Exception {
    Path file = folder.resolve("optimised.onnx");
    OnnxModel.open(model.toByteArray(), file).close();
    return ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, TreeMap::new, Collectors.counting()));
  }
}
