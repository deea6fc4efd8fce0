package io.sensorium.model.weights;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.sensorium.model.graph.ConstantProduct;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.OperatorSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the constant matrices of a model's products on few bits; the products stay in float. 8 and
 * 4 bits are computed on as they are: ONNX Runtime's MatMulNBits reads a quarter or an eighth of
 * the bytes. 2 bits are a form to store and to send: the runtime unpacks them to floats.
 */
public final class WeightQuantizer {
  private static final int FIRST_OPERATOR_SET = 11;
  private static final int LAST_OPERATOR_SET = 21;
  private static final int BLOCKED_DEQUANTIZE = 21;

  private WeightQuantizer() {}

  /**
   * A rewritten model.
   *
   * @param products whose matrices were taken
   * @param weights in them
   */
  public record Result(ModelProto model, int products, long weights) {}

  /**
   * Quantizes a model. In operator set 21 blocks are ONNX's own DequantizeLinear, which ONNX
   * Runtime fuses with the product; in older ones the product is MatMulNBits itself, which other
   * runtimes may not know.
   *
   * @param model in constant form
   * @param keepFloat names of nodes that stay as they are
   * @throws IllegalArgumentException where the operator set is not one of 11 to 21
   */
  public static Result quantize(ModelProto model, WeightScheme scheme, Set<String> keepFloat) {
    long version = OperatorSet.require(model, FIRST_OPERATOR_SET, LAST_OPERATOR_SET);
    boolean foreign = !scheme.codebook() && version < BLOCKED_DEQUANTIZE;
    GraphWriter out = new GraphWriter(model.getGraph());
    ProductForm form =
        scheme.codebook()
            ? new CodebookForm(out, scheme)
            : foreign ? new NBitsForm(out, scheme) : new BlockedForm(out, scheme);
    int products = 0;
    long weights = 0;
    for (NodeProto node : model.getGraph().getNodeList()) {
      Optional<ConstantProduct> product =
          keepFloat.contains(node.getName())
              ? Optional.empty()
              : ConstantProduct.of(node, out.constants());
      if (product.isPresent()) {
        products++;
        weights += product.get().matrix().length;
        write(product.get(), out, form);
      } else {
        out.keep(node);
      }
    }
    ModelProto.Builder built = model.toBuilder().setGraph(out.build());
    if (foreign && products > 0) {
      declare(built);
    }
    return new Result(built.build(), products, weights);
  }

  private static void write(ConstantProduct product, GraphWriter out, ProductForm form) {
    if (product.bias().isEmpty()) {
      form.write(product, product.y());
      return;
    }
    String plain = out.fresh(product.y() + "_plain");
    form.write(product, plain);
    out.add("Add", List.of(plain, product.bias()), product.y());
  }

  private static void declare(ModelProto.Builder model) {
    boolean known =
        model.getOpsetImportList().stream().anyMatch(s -> s.getDomain().equals(NBitsForm.DOMAIN));
    if (!known) {
      model.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(NBitsForm.DOMAIN).setVersion(1));
    }
  }
}
