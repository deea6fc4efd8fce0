package io.sensorium.model.weights;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.ConstantProduct;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A blocked DequantizeLinear before a MatMul: signed steps without zeros where blocks are
 * symmetric, unsigned ones with zeros otherwise. Operator set 21.
 */
final class BlockedForm implements ProductForm {
  private final GraphWriter out;
  private final WeightScheme scheme;
  private final Map<String, String> matrices = new HashMap<>();

  BlockedForm(GraphWriter out, WeightScheme scheme) {
    this.out = out;
    this.scheme = scheme;
  }

  @Override
  public void write(ConstantProduct product, String y) {
    String matrix = matrices.computeIfAbsent(product.key(), k -> matrix(product));
    out.add("MatMul", List.of(product.x(), matrix), y);
  }

  private String matrix(ConstantProduct product) {
    BlockedMatrix matrix =
        BlockedMatrix.of(product.matrix(), product.rows(), product.columns(), scheme);
    String stem = "weights_of_" + product.y();
    int middle = scheme.symmetric() ? 1 << (scheme.bits() - 1) : 0;
    List<String> inputs = new ArrayList<>();
    inputs.add(steps(stem + "_steps", matrix.rows(), matrix.columns(), matrix.steps(), middle));
    inputs.add(
        out.constant(
            Tensors.floats(
                out.fresh(stem + "_scale"), matrix.scales(), matrix.blocks(), matrix.columns())));
    if (!scheme.symmetric()) {
      inputs.add(steps(stem + "_zero", matrix.blocks(), matrix.columns(), matrix.zeros(), middle));
    }
    return out.add(
        "DequantizeLinear",
        inputs,
        out.fresh(stem),
        Attributes.integer("axis", 0),
        Attributes.integer("block_size", scheme.block()));
  }

  /** Unsigned steps, or signed ones by taking the middle from them. */
  private String steps(String stem, int rows, int columns, int[] values, int middle) {
    byte[] packed = Packing.pack(values.length, scheme.bits(), i -> values[i] - middle);
    return out.constant(
        TensorProto.newBuilder()
            .setName(out.fresh(stem))
            .setDataType(type().getNumber())
            .addDims(rows)
            .addDims(columns)
            .setRawData(ByteString.copyFrom(packed))
            .build());
  }

  private TensorProto.DataType type() {
    if (scheme.bits() == 8) {
      return scheme.symmetric() ? TensorProto.DataType.INT8 : TensorProto.DataType.UINT8;
    }
    return scheme.symmetric() ? TensorProto.DataType.INT4 : TensorProto.DataType.UINT4;
  }
}
