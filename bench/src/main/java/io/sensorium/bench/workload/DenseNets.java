package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import java.util.List;

/** Networks of dense layers. */
final class DenseNets {
  private static final int[] SIZES = {256, 512, 512, 10};

  private DenseNets() {}

  static ModelProto mlp() {
    OnnxGraph graph = new OnnxGraph("mlp");
    Weights weights = new Weights(graph);
    String x = graph.input(Net.INPUT, SIZES[0]);
    for (int i = 1; i < SIZES.length; i++) {
      x =
          graph.add(
              "Gemm",
              List.of(
                  x,
                  weights.around0(Math.sqrt(2.0 / SIZES[i - 1]), SIZES[i - 1], SIZES[i]),
                  weights.around0(0.02, SIZES[i])));
      x = i < SIZES.length - 1 ? graph.add("Relu", List.of(x)) : x;
    }
    scores(graph, x, SIZES[SIZES.length - 1]);
    return graph.build();
  }

  /** Gives values of shape [N, classes] out as scores that add up to 1. */
  static void scores(OnnxGraph graph, String x, int classes) {
    String scores = graph.add("Softmax", List.of(x), Attributes.integer("axis", -1));
    graph.output(scores, Net.OUTPUT, classes);
  }
}
