package io.sensorium.model.weights;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.ConstantProduct;
import io.sensorium.model.graph.GraphWriter;
import io.sensorium.model.graph.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Four values a column, and for each weight two bits that say which: four rows share a byte. The
 * graph shifts and masks them out, adds where the column's values begin, and gathers. A runtime
 * that folds constants does so once, when it loads the model; any other in every run.
 */
final class CodebookForm implements ProductForm {
  private static final int BITS = 2;
  private static final int CENTRES = 1 << BITS;
  private static final int EACH = 8 / BITS;

  private final GraphWriter out;
  private final WeightScheme scheme;
  private final Map<String, String> matrices = new HashMap<>();

  CodebookForm(GraphWriter out, WeightScheme scheme) {
    this.out = out;
    this.scheme = scheme;
  }

  @Override
  public void write(ConstantProduct product, String y) {
    String matrix = matrices.computeIfAbsent(product.key(), k -> matrix(product));
    out.add("MatMul", List.of(product.x(), matrix), y);
  }

  private String matrix(ConstantProduct product) {
    int rows = product.rows();
    int columns = product.columns();
    int bytes = (rows + EACH - 1) / EACH;
    float[] centres = new float[columns * CENTRES];
    byte[] packed = new byte[bytes * columns];
    for (int c = 0; c < columns; c++) {
      float[] column = new float[rows];
      for (int r = 0; r < rows; r++) {
        column[r] = product.matrix()[r * columns + c];
      }
      Codebook book =
          Codebook.learn(column, CENTRES, new SplittableRandom(scheme.seed() * 1_000_003 + c));
      System.arraycopy(book.centres(), 0, centres, c * CENTRES, CENTRES);
      byte[] choices = Packing.pack(rows, BITS, r -> book.nearest(column[r]));
      for (int b = 0; b < bytes; b++) {
        packed[b * columns + c] = choices[b];
      }
    }
    String stem = "weights_of_" + product.y();
    String indices = indices(stem, packed, bytes, rows, columns);
    String values =
        out.constant(Tensors.floats(out.fresh(stem + "_centres"), centres, centres.length));
    return out.add("Gather", List.of(values, indices), out.fresh(stem));
  }

  /** Indices [rows][columns] into the centres of all columns after one another. */
  private String indices(String stem, byte[] packed, int bytes, int rows, int columns) {
    String choices =
        out.constant(Tensors.unsignedBytes(out.fresh(stem + "_packed"), packed, bytes, 1, columns));
    String amounts =
        out.constant(
            Tensors.unsignedBytes(out.fresh(stem + "_shifts"), new byte[] {0, 2, 4, 6}, 1, 4, 1));
    String four =
        out.constant(Tensors.unsignedBytes(out.fresh(stem + "_four"), new byte[] {CENTRES}));
    String shifted =
        out.add(
            "BitShift",
            List.of(choices, amounts),
            out.fresh(stem + "_shifted"),
            Attributes.text("direction", "RIGHT"));
    String masked = out.add("Mod", List.of(shifted, four), out.fresh(stem + "_masked"));
    String flat =
        out.add(
            "Reshape",
            List.of(masked, longs(stem + "_shape", (long) bytes * EACH, columns)),
            out.fresh(stem + "_flat"));
    String trimmed =
        bytes * EACH == rows
            ? flat
            : out.add(
                "Slice",
                List.of(flat, longs(stem + "_from", 0), longs(stem + "_to", rows)),
                out.fresh(stem + "_trimmed"));
    String wide =
        out.add(
            "Cast",
            List.of(trimmed),
            out.fresh(stem + "_wide"),
            Attributes.integer("to", DataType.INT32.getNumber()));
    int[] begins = new int[columns];
    for (int c = 0; c < columns; c++) {
      begins[c] = c * CENTRES;
    }
    String offsets = out.constant(Tensors.ints(out.fresh(stem + "_begins"), begins, columns));
    return out.add("Add", List.of(wide, offsets), out.fresh(stem + "_indices"));
  }

  private String longs(String stem, long... values) {
    return out.constant(Tensors.longs(out.fresh(stem), values, values.length));
  }
}
