package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.util.List;

/** Word ids through six layers of attention to the scores of the mean. */
final class Transformer {
  /** Words, those for nothing and for the unknown among them. */
  static final int VOCABULARY = 1000;

  private static final int LAYERS = 6;
  private static final int WIDTH = 384;
  private static final int HEADS = 6;
  private static final int INNER = 1536;
  private static final int LENGTH = 64;
  private static final int CLASSES = 10;

  private final OnnxGraph graph = new OnnxGraph("transformer");
  private final Weights weights = new Weights(graph);
  private final String split;
  private final String joined;
  private final String scale;

  private Transformer() {
    split = shape(0, LENGTH, HEADS, WIDTH / HEADS);
    joined = shape(0, LENGTH, WIDTH);
    float root = (float) (1 / Math.sqrt((double) WIDTH / HEADS));
    scale = graph.constant(Tensors.floats(graph.fresh("scale"), new float[] {root}));
  }

  static ModelProto build() {
    return new Transformer().model();
  }

  private ModelProto model() {
    String tokens = graph.tokens(Net.INPUT, LENGTH);
    String x = graph.add("Gather", List.of(weights.around0(1, VOCABULARY, WIDTH), tokens));
    x = graph.add("Add", List.of(x, weights.around0(0.1, LENGTH, WIDTH)));
    for (int i = 0; i < LAYERS; i++) {
      x = norm(graph.add("Add", List.of(x, attention(x))));
      String inner = graph.add("Gelu", List.of(linear(x, WIDTH, INNER)));
      x = norm(graph.add("Add", List.of(x, linear(inner, INNER, WIDTH))));
    }
    String axis = graph.constant(Tensors.longs(graph.fresh("axis"), new long[] {1}, 1));
    String mean = graph.add("ReduceMean", List.of(x, axis), Attributes.integer("keepdims", 0));
    DenseNets.scores(graph, linear(mean, WIDTH, CLASSES), CLASSES);
    return graph.build();
  }

  private String attention(String x) {
    String query = heads(x, 0, 2, 1, 3);
    String key = heads(x, 0, 2, 3, 1);
    String value = heads(x, 0, 2, 1, 3);
    String product = graph.add("Mul", List.of(graph.add("MatMul", List.of(query, key)), scale));
    String share = graph.add("Softmax", List.of(product), Attributes.integer("axis", -1));
    String mixed =
        graph.add(
            "Transpose",
            List.of(graph.add("MatMul", List.of(share, value))),
            Attributes.integers("perm", 0, 2, 1, 3));
    return linear(graph.add("Reshape", List.of(mixed, joined)), WIDTH, WIDTH);
  }

  private String heads(String x, long... order) {
    String split = graph.add("Reshape", List.of(linear(x, WIDTH, WIDTH), this.split));
    return graph.add("Transpose", List.of(split), Attributes.integers("perm", order));
  }

  private String linear(String x, int in, int out) {
    String product = graph.add("MatMul", List.of(x, weights.around0(Math.sqrt(1.0 / in), in, out)));
    return graph.add("Add", List.of(product, weights.around0(0.02, out)));
  }

  private String norm(String x) {
    return graph.add(
        "LayerNormalization",
        List.of(x, weights.around1(WIDTH), weights.around0(0.02, WIDTH)),
        Attributes.integer("axis", -1));
  }

  private String shape(long... dimensions) {
    return graph.constant(Tensors.longs(graph.fresh("shape"), dimensions, dimensions.length));
  }
}
