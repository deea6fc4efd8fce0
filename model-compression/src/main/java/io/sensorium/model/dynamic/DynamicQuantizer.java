package io.sensorium.model.dynamic;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.ConstantProduct;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.OperatorSet;
import io.sensorium.model.graph.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites products with constant matrices to 8 bits: weights signed, symmetric for each column;
 * activations unsigned, scaled anew in each run over all rows of the batch together, so that a
 * row's result depends a little on its neighbours. Needs no examples, and suits transformers, whose
 * activations differ more from text to text than a fixed scale can follow.
 */
public final class DynamicQuantizer {
  private static final int FIRST_OPERATOR_SET = 11;
  private static final int LAST_OPERATOR_SET = 21;
  private static final int EIGHT_BITS = 127;
  private static final int SEVEN_BITS = 63;
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

  private final GraphWriter out;
  private final int limit;

  /** Names of each scaled value's steps, scale and zero. */
  private final Map<String, List<String>> scaled = new HashMap<>();

  /** Names of each matrix's steps, scales and zeros. */
  private final Map<String, List<String>> matrices = new HashMap<>();

  private int products;

  private DynamicQuantizer(GraphWriter out, int limit) {
    this.out = out;
    this.limit = limit;
  }

  /** A rewritten model, and how many products of it run on integers. */
  public record Result(ModelProto model, int products) {}

  /**
   * Quantizes a model.
   *
   * @param model in constant form
   * @param keepFloat names of nodes that stay in float
   * @param reducedRange weights of 7 bits, which are exact on processors without VNNI too
   * @throws IllegalArgumentException where the operator set is not one of 11 to 21
   */
  public static Result quantize(ModelProto model, Set<String> keepFloat, boolean reducedRange) {
    OperatorSet.require(model, FIRST_OPERATOR_SET, LAST_OPERATOR_SET);
    DynamicQuantizer quantizer =
        new DynamicQuantizer(
            new GraphWriter(model.getGraph()), reducedRange ? SEVEN_BITS : EIGHT_BITS);
    for (NodeProto node : model.getGraph().getNodeList()) {
      quantizer.rewrite(node, keepFloat.contains(node.getName()));
    }
    return new Result(
        model.toBuilder().setGraph(quantizer.out.build()).build(), quantizer.products);
  }

  private void rewrite(NodeProto node, boolean kept) {
    Optional<ConstantProduct> product =
        kept ? Optional.empty() : ConstantProduct.of(node, out.constants());
    product.ifPresentOrElse(this::product, () -> out.keep(node));
  }

  private void product(ConstantProduct product) {
    products++;
    List<String> x = scaled.computeIfAbsent(product.x(), this::scale);
    List<String> w = matrices.computeIfAbsent(product.key(), k -> matrix(product));
    String y = product.y();
    String integers =
        out.add(
            "MatMulInteger",
            List.of(x.get(0), w.get(0), x.get(2), w.get(2)),
            out.fresh(y + "_integers"));
    String floats =
        out.add(
            "Cast", List.of(integers), out.fresh(y + "_steps"), Attributes.integer("to", FLOAT));
    String scale = out.add("Mul", List.of(x.get(1), w.get(1)), out.fresh(y + "_scale"));
    if (product.bias().isEmpty()) {
      out.add("Mul", List.of(floats, scale), y);
    } else {
      String plain = out.add("Mul", List.of(floats, scale), out.fresh(y + "_plain"));
      out.add("Add", List.of(plain, product.bias()), y);
    }
  }

  private List<String> scale(String x) {
    List<String> names =
        List.of(out.fresh(x + "_quantized"), out.fresh(x + "_scale"), out.fresh(x + "_zero"));
    out.keep(out.node("", "DynamicQuantizeLinear", List.of(x), names));
    return names;
  }

  private List<String> matrix(ConstantProduct product) {
    int columns = product.columns();
    ColumnSteps steps = ColumnSteps.of(product.matrix(), columns, limit);
    String stem = "weights_of_" + product.y();
    return List.of(
        out.constant(
            Tensors.signedBytes(
                out.fresh(stem + "_quantized"), steps.steps(), product.rows(), columns)),
        out.constant(Tensors.floats(out.fresh(stem + "_scale"), steps.scales(), columns)),
        out.constant(Tensors.signedBytes(out.fresh(stem + "_zero"), new byte[columns], columns)));
  }
}
