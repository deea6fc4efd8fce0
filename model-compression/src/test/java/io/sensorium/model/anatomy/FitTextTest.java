package io.sensorium.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTextTest {
  @Test
  void whatFallsOffIsNamed() {
    // given a product, a softmax behind it, and an operator without a CUDA kernel
    OnnxGraph graph = new OnnxGraph("mixed");
    String x = graph.input("x", 8);
    String weights = graph.constant(Tensors.floats("w", new float[64], 8, 8));
    String product = graph.add("MatMul", List.of(x, weights));
    String soft = graph.add("Softmax", List.of(product));
    String hard = graph.add("Hardmax", List.of(soft), Attributes.integer("axis", 1));
    graph.output(hard, "y", 8);

    // when
    List<String> lines = FitText.lines(graph.build(), OnnxModel::simplified);

    // then
    assertThat(lines)
        .containsExactly(
            "int8      1 of 1 layers would run on 8 bits ('model quantize')",
            "          in float: Hardmax=1, Softmax=1",
            "gpu       without a CUDA kernel by ONNX Runtime's list, so on the CPU with copies there"
                + " and back: Hardmax=1");
  }

  @Test
  void layersThatStayInFloatSayWhy() {
    OnnxGraph graph = new OnnxGraph("factor");
    String weights = graph.constant(Tensors.floats("w", new float[16], 4, 4));
    String product =
        graph.add("Gemm", List.of(graph.input("x", 4), weights), Attributes.real("alpha", 2));
    graph.output(graph.add("Relu", List.of(product)), "z", 4);

    List<String> lines = FitText.lines(graph.build(), OnnxModel::simplified);

    assertThat(lines)
        .containsExactly(
            "int8      0 of 1 layers would run on 8 bits ('model quantize')",
            "          1 x Gemm: a Gemm with transA, alpha or beta",
            "          in float: Gemm=1, Relu=1",
            "gpu       every operator has a CUDA kernel, by ONNX Runtime's list");
  }

  @Test
  void aModelOn8BitsIsSaidToBeOne() {
    OnnxGraph graph = new OnnxGraph("steps");
    String scale = graph.constant(Tensors.floats("scale", new float[] {1}));
    String zero = graph.constant(Tensors.unsignedBytes("zero", new byte[1]));
    String steps = graph.add("QuantizeLinear", List.of(graph.input("x", 4), scale, zero));
    graph.output(graph.add("DequantizeLinear", List.of(steps, scale, zero)), "y", 4);
    ModelProto model = graph.build();

    assertThat(FitText.lines(model, OnnxModel::simplified).get(0))
        .startsWith("int8      not to be had: expected a model in float");
  }
}
