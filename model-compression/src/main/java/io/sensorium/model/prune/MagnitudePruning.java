package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets the weights of smallest magnitude to 0 (Han et al., "Learning both weights and connections",
 * 2015). The model compresses better and runs no faster: the products are as large as before.
 */
public final class MagnitudePruning {
  private static final Set<String> PRODUCTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  private MagnitudePruning() {}

  /**
   * A model with zeros.
   *
   * @param weights that products read
   * @param zeros of these, which were 0 before among them
   */
  public record Result(ModelProto model, long weights, long zeros) {}

  /**
   * Prunes a model.
   *
   * @param model in constant form
   * @param sparsity share of weights to zero
   * @param everywhere one threshold for all layers; each layer has its own otherwise
   * @param keep names of nodes whose weights stay
   * @throws IllegalArgumentException where the share is not within 0 and 1
   */
  public static Result prune(
      ModelProto model, double sparsity, boolean everywhere, Set<String> keep) {
    if (!(sparsity >= 0 && sparsity < 1)) {
      throw new IllegalArgumentException(
          "expected a share of weights from 0 to below 1, found " + sparsity);
    }
    Map<String, float[]> weights = weights(model.getGraph(), keep);
    float common = everywhere ? Magnitudes.threshold(weights.values(), sparsity) : 0;
    long all = 0;
    long zeros = 0;
    for (float[] values : weights.values()) {
      float threshold = everywhere ? common : Magnitudes.threshold(List.of(values), sparsity);
      zeros += Magnitudes.zero(values, threshold);
      all += values.length;
    }
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      float[] values = weights.get(tensor.getName());
      graph.addInitializer(
          values == null
              ? tensor
              : Tensors.floats(tensor.getName(), values, Tensors.dimensions(tensor)));
    }
    return new Result(model.toBuilder().setGraph(graph).build(), all, zeros);
  }

  private static Map<String, float[]> weights(GraphProto graph, Set<String> keep) {
    List<String> read = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (PRODUCTS.contains(node.getOpType()) && !keep.contains(node.getName())) {
        read.addAll(node.getInputList().subList(0, 2));
      }
    }
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      boolean matrix = tensor.getDimsCount() > 1 && Tensors.isFloat(tensor);
      if (matrix && read.contains(tensor.getName())) {
        weights.put(tensor.getName(), Tensors.floats(tensor));
      }
    }
    return weights;
  }
}
