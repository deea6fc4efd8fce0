package io.sensorium.model.weights;

import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.ConstantProduct;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime's own MatMulNBits: steps [columns][blocks][bytes of a block], scales and zeros of
 * each column's blocks after one another. A zero that is not given is the middle.
 */
final class NBitsForm implements ProductForm {
  static final String DOMAIN = "com.microsoft";

  /** Activations are taken to 8 bits for the product, as where the runtime fuses by itself. */
  private static final int ON_INTEGERS = 4;

  private final GraphWriter out;
  private final WeightScheme scheme;
  private final Map<String, List<String>> matrices = new HashMap<>();

  NBitsForm(GraphWriter out, WeightScheme scheme) {
    this.out = out;
    this.scheme = scheme;
  }

  @Override
  public void write(ConstantProduct product, String y) {
    List<String> inputs = new ArrayList<>(List.of(product.x()));
    inputs.addAll(matrices.computeIfAbsent(product.key(), k -> matrix(product)));
    out.keep(
        out.node(
            DOMAIN,
            "MatMulNBits",
            inputs,
            List.of(y),
            Attributes.integer("K", product.rows()),
            Attributes.integer("N", product.columns()),
            Attributes.integer("bits", scheme.bits()),
            Attributes.integer("block_size", scheme.block()),
            Attributes.integer("accuracy_level", ON_INTEGERS)));
  }

  private List<String> matrix(ConstantProduct product) {
    BlockedMatrix matrix =
        BlockedMatrix.of(product.matrix(), product.rows(), product.columns(), scheme);
    int blocks = matrix.blocks();
    int columns = matrix.columns();
    float[] scales = new float[blocks * columns];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = matrix.scales()[i % blocks * columns + i / blocks];
    }
    String stem = "weights_of_" + product.y();
    List<String> names = new ArrayList<>();
    names.add(
        out.constant(
            Tensors.unsignedBytes(
                out.fresh(stem + "_steps"),
                steps(matrix),
                columns,
                blocks,
                (long) scheme.block() * scheme.bits() / 8)));
    names.add(out.constant(Tensors.floats(out.fresh(stem + "_scale"), scales, scales.length)));
    if (!scheme.symmetric()) {
      byte[] zeros = zeros(matrix);
      names.add(
          out.constant(Tensors.unsignedBytes(out.fresh(stem + "_zero"), zeros, zeros.length)));
    }
    return names;
  }

  private byte[] steps(BlockedMatrix matrix) {
    int padded = matrix.blocks() * matrix.block();
    return Packing.pack(
        padded * matrix.columns(),
        scheme.bits(),
        i -> {
          int row = i % padded;
          int column = i / padded;
          return row < matrix.rows() ? matrix.steps()[row * matrix.columns() + column] : 0;
        });
  }

  /** Each column's zeros begin with a byte of their own. */
  private byte[] zeros(BlockedMatrix matrix) {
    int each = 8 / scheme.bits();
    int padded = (matrix.blocks() + each - 1) / each * each;
    return Packing.pack(
        padded * matrix.columns(),
        scheme.bits(),
        i -> {
          int block = i % padded;
          return block < matrix.blocks()
              ? matrix.zeros()[block * matrix.columns() + i / padded]
              : 0;
        });
  }
}
