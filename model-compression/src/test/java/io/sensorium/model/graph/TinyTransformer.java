package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A block of attention with one head over rows "x" of [N, 8, 64], a Gemm with a transposed matrix
 * behind it: "y" of [N, 10]. Fixed random weights.
 */
public final class TinyTransformer {
  public static final int WIDTH = 64;
  private static final int LENGTH = 8;
  private static final int CLASSES = 10;

  private final OnnxGraph graph = new OnnxGraph("tiny");
  private final SplittableRandom random = new SplittableRandom(1);

  private TinyTransformer() {}

  /** Six products with constant matrices: five MatMul, one Gemm. */
  public static ModelProto build() {
    return new TinyTransformer().model();
  }

  private ModelProto model() {
    String x = graph.input("x", LENGTH, WIDTH);
    String query = product(x);
    String key = graph.add("Transpose", List.of(product(x)), Attributes.integers("perm", 0, 2, 1));
    String share =
        graph.add(
            "Softmax",
            List.of(graph.add("MatMul", List.of(query, key))),
            Attributes.integer("axis", -1));
    String mixed = product(graph.add("MatMul", List.of(share, product(x))));
    String inner = product(graph.add("Relu", List.of(graph.add("Add", List.of(x, mixed)))));
    String axis = graph.constant(Tensors.longs("axis", new long[] {1}, 1));
    String mean = graph.add("ReduceMean", List.of(inner, axis), Attributes.integer("keepdims", 0));
    String w = graph.constant(Tensors.floats("w", values(CLASSES * WIDTH), CLASSES, WIDTH));
    String b = graph.constant(Tensors.floats("b", values(CLASSES), CLASSES));
    String y =
        graph.add(
            "Gemm",
            List.of(mean, w, b),
            Attributes.integer("transB", 1),
            Attributes.real("alpha", 0.5f));
    graph.output(y, "y", CLASSES);
    return graph.build();
  }

  private String product(String x) {
    String name = graph.fresh("weights");
    return graph.add(
        "MatMul",
        List.of(x, graph.constant(Tensors.floats(name, values(WIDTH * WIDTH), WIDTH, WIDTH))));
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian(0, 0.15);
    }
    return values;
  }
}
