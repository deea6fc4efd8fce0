package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import java.util.List;

/** MobileNetV1 and ResNet-18 with batch norms folded and 100 classes. */
final class ConvolutionalNets {
  private static final int SIZE = 224;
  private static final int CLASSES = 100;

  /** Channels and stride of each pair of a depthwise and a pointwise convolution. */
  private static final int[][] PAIRS = {
    {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
    {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
  };

  private final OnnxGraph graph;
  private final Weights weights;

  private ConvolutionalNets(String name) {
    graph = new OnnxGraph(name);
    weights = new Weights(graph);
  }

  static ModelProto mobileNet() {
    ConvolutionalNets net = new ConvolutionalNets("mobilenet");
    String x = net.relu(net.convolution(net.graph.input(Net.INPUT, 3, SIZE, SIZE), 3, 32, 3, 2, 1));
    int channels = 32;
    for (int[] pair : PAIRS) {
      x = net.relu(net.convolution(x, channels, channels, 3, pair[1], channels));
      x = net.relu(net.convolution(x, channels, pair[0], 1, 1, 1));
      channels = pair[0];
    }
    return net.head(x, channels);
  }

  static ModelProto resNet18() {
    ConvolutionalNets net = new ConvolutionalNets("resnet18");
    String x = net.relu(net.convolution(net.graph.input(Net.INPUT, 3, SIZE, SIZE), 3, 64, 7, 2, 1));
    x =
        net.graph.add(
            "MaxPool",
            List.of(x),
            Attributes.integers("kernel_shape", 3, 3),
            Attributes.integers("strides", 2, 2),
            Attributes.integers("pads", 1, 1, 1, 1));
    int channels = 64;
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < 2; block++) {
        x = net.residual(x, channels, 64 << stage, stage > 0 && block == 0 ? 2 : 1);
        channels = 64 << stage;
      }
    }
    return net.head(x, channels);
  }

  private String residual(String x, int in, int out, int stride) {
    String y = relu(convolution(x, in, out, 3, stride, 1));
    y = convolution(y, out, out, 3, 1, 1);
    String shortcut = stride != 1 || in != out ? convolution(x, in, out, 1, stride, 1) : x;
    return relu(graph.add("Add", List.of(y, shortcut)));
  }

  private String convolution(String x, int in, int out, int size, int stride, int groups) {
    int pad = size / 2;
    double deviation = Math.sqrt(2.0 / ((double) in / groups * size * size));
    return graph.add(
        "Conv",
        List.of(
            x,
            weights.around0(deviation, out, in / groups, size, size),
            weights.around0(0.05, out)),
        Attributes.integers("kernel_shape", size, size),
        Attributes.integers("strides", stride, stride),
        Attributes.integers("pads", pad, pad, pad, pad),
        Attributes.integer("group", groups));
  }

  private String relu(String x) {
    return graph.add("Relu", List.of(x));
  }

  private ModelProto head(String x, int channels) {
    String pooled = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of(x))));
    String scores =
        graph.add(
            "Gemm",
            List.of(
                pooled,
                weights.around0(Math.sqrt(1.0 / channels), channels, CLASSES),
                weights.around0(0.01, CLASSES)));
    DenseNets.scores(graph, scores, CLASSES);
    return graph.build();
  }
}
